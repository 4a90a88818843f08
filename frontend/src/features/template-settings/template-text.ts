export const VARIABLES = ['имя', 'номер_заказа', 'товар', 'дата_доставки', 'трек'] as const;
export type Variable = (typeof VARIABLES)[number];

/** A name is mostly unknown at marketplaces, so it needs a word for that case. */
const NEEDS_DEFAULT: Variable = 'имя';
const PLACE = /\{([^{}|]*)(?:\|([^{}]*))?\}/g;

export type Piece = { kind: 'text' | 'value' | 'missing'; text: string };
export type TemplateProblem =
  | { kind: 'brace' }
  | { kind: 'unknown'; name: string }
  | { kind: 'no-default'; name: string };

/** The text as the server would fill it in; what nobody knows stays visible as a variable. */
export function fillTemplate(text: string, values: Partial<Record<string, string>>): Piece[] {
  const pieces: Piece[] = [];
  let read = 0;
  for (const match of text.matchAll(PLACE)) {
    const name = (match[1] ?? '').trim();
    const word = values[name] || (match[2] ?? '').trim();
    if (match.index > read) pieces.push({ kind: 'text', text: text.slice(read, match.index) });
    pieces.push(word ? { kind: 'value', text: word } : { kind: 'missing', text: `{${name}}` });
    read = match.index + match[0].length;
  }
  if (read < text.length) pieces.push({ kind: 'text', text: text.slice(read) });
  return pieces;
}

/** What is wrong with it first, as the server would refuse it. */
export function templateProblem(text: string): TemplateProblem | null {
  if (/[{}]/.test(text.replace(PLACE, ''))) return { kind: 'brace' };
  for (const match of text.matchAll(PLACE)) {
    const name = (match[1] ?? '').trim();
    if (!VARIABLES.some((known) => known === name)) return { kind: 'unknown', name };
    if (name === NEEDS_DEFAULT && (match[2] ?? '').trim() === '') return { kind: 'no-default', name };
  }
  return null;
}

/** How a variable is written into the text. */
export function placeOf(name: Variable, fallback: string): string {
  return name === NEEDS_DEFAULT ? `{${name}|${fallback}}` : `{${name}}`;
}
