import { useLingui } from '@lingui/react/macro';
import { Icon } from '@/ui/icon';

/** Where in the wizard we are. */
export function Steps({ names, current }: { names: string[]; current: number }) {
  const { t } = useLingui();
  return (
    <ol className="flex gap-2" aria-label={t`Шаги подключения`}>
      {names.map((name, index) => {
        const number = index + 1;
        const done = number < current;
        const active = number === current;
        return (
          <li key={name} aria-current={active ? 'step' : undefined} className="min-w-0 flex-1">
            <span
              aria-hidden="true"
              className={`block h-1 rounded-full ${number <= current ? 'bg-accent' : 'bg-line'}`}
            />
            <span
              className={`mt-1.5 flex items-center gap-1 text-xs ${active ? 'font-semibold text-ink' : 'text-ink3'} phone:sr-only`}
            >
              {done ? <Icon name="check" size={13} className="text-ok" /> : null}
              <span className="truncate">
                {number}. {name}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
