import { useLingui } from '@lingui/react/macro';
import type { Freshness } from './freshness';

const SHAPES: Record<Freshness, { shape: string; colour: string }> = {
  ok: { shape: '●', colour: 'text-ok' },
  lag: { shape: '▲', colour: 'text-warn' },
  stopped: { shape: '■', colour: 'text-bad' },
};

/** Whether an account is read in time, by shape, colour and hidden words. */
export function FreshnessMark({ freshness }: { freshness: Freshness }) {
  const { t } = useLingui();
  const words: Record<Freshness, string> = {
    ok: t`обновляется`,
    lag: t`обновляется с задержкой`,
    stopped: t`не обновляется`,
  };
  const { shape, colour } = SHAPES[freshness];
  return (
    <span
      className={`inline-flex w-[18px] shrink-0 justify-center text-xs ${colour}`}
      title={words[freshness]}
    >
      <span aria-hidden="true">{shape}</span>
      <span className="sr-only">{words[freshness]}</span>
    </span>
  );
}
