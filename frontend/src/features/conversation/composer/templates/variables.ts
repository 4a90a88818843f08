import type { TemplateVariable } from '@/api/types';

export type Gap = { name: TemplateVariable; start: number; end: number };
export type Values = Partial<Record<TemplateVariable, string | null>>;

const NAMES: Record<TemplateVariable, true> = {
  имя: true,
  номер_заказа: true,
  товар: true,
  дата_доставки: true,
  трек: true,
};
const PLACE = /\{([^{}|]*)(?:\|([^{}]*))?\}/gu;

const isVariable = (name: string): name is TemplateVariable => name in NAMES;

/** The variables that still stand in a text; other braces are somebody's words. */
export function gapsIn(text: string): Gap[] {
  return [...text.matchAll(PLACE)].flatMap((match) => {
    const name = (match[1] ?? '').trim();
    return isVariable(name) ? [{ name, start: match.index, end: match.index + match[0].length }] : [];
  });
}

/** The first gap that begins at or behind a place. */
export function nextGap(text: string, from: number): Gap | undefined {
  return gapsIn(text).find((gap) => gap.start >= from);
}

/** Fills the variable that has just been closed before the cursor, if its value or a default is known. */
export function fillTyped(
  text: string,
  cursor: number,
  values: Values,
): { text: string; cursor: number } | null {
  const before = text.slice(0, cursor);
  const gap = gapsIn(before).at(-1);
  if (!gap || gap.end !== cursor) return null;
  const fallback = before
    .slice(gap.start + 1, -1)
    .split('|')[1]
    ?.trim();
  const word = values[gap.name]?.trim() || fallback;
  if (!word) return null;
  return { text: before.slice(0, gap.start) + word + text.slice(cursor), cursor: gap.start + word.length };
}

/** A text in pieces, the gaps apart. */
export function withGaps(text: string): { text: string; gap: boolean; start: number }[] {
  const pieces: { text: string; gap: boolean; start: number }[] = [];
  let from = 0;
  for (const gap of gapsIn(text)) {
    if (gap.start > from) pieces.push({ text: text.slice(from, gap.start), gap: false, start: from });
    pieces.push({ text: text.slice(gap.start, gap.end), gap: true, start: gap.start });
    from = gap.end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), gap: false, start: from });
  return pieces;
}
