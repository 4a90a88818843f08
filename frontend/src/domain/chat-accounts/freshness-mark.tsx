import { useLingui } from '@lingui/react/macro';
import { useConnected } from '../changes/use-connected';
import type { Freshness } from './freshness';

const SHAPES: Record<Freshness, { shape: string; colour: string }> = {
  ok: { shape: '●', colour: 'text-ok' },
  lag: { shape: '▲', colour: 'text-warn' },
  stopped: { shape: '■', colour: 'text-bad' },
};

/** Whether an account is read in time, by shape, colour and hidden words; without a connection nobody knows. */
export function FreshnessMark({ freshness }: { freshness: Freshness }) {
  const { t } = useLingui();
  const connected = useConnected();
  const shown = freshness === 'ok' && !connected ? 'lag' : freshness;
  const { shape, colour } = SHAPES[shown];
  const words: Record<Freshness, string> = {
    ok: t`обновляется`,
    lag: connected ? t`обновляется с задержкой` : t`нет связи`,
    stopped: t`не обновляется`,
  };
  return (
    <span className={`inline-flex w-[18px] shrink-0 justify-center text-xs ${colour}`} title={words[shown]}>
      <span aria-hidden="true">{shape}</span>
      <span className="sr-only">{words[shown]}</span>
    </span>
  );
}
