import { useLingui } from '@lingui/react/macro';
import { codePoints } from '@/lib/text';

const SHOW_FROM = 0.8;

export type LengthState = { length: number; limit: number; shown: boolean; over: number };

/** Counted as the marketplace counts: in code points of the text that would be sent. */
export function lengthState(text: string, limit: number): LengthState {
  const length = codePoints(text.trim());
  return { length, limit, shown: length >= limit * SHOW_FROM, over: Math.max(0, length - limit) };
}

export function LengthCounter({ state }: { state: LengthState }) {
  const { t, i18n } = useLingui();
  if (!state.shown) return null;
  const over = i18n.number(state.over);
  return (
    <span className={`shrink-0 text-sm ${state.over > 0 ? 'font-semibold text-bad' : 'text-ink2'}`}>
      {state.over > 0 ? t`Длиннее на ${over}` : `${i18n.number(state.length)} / ${i18n.number(state.limit)}`}
    </span>
  );
}
