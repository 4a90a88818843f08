import { useLingui } from '@lingui/react/macro';
import type { AlertEvent, NotificationSettings, TelegramChannel } from '@/api/types';
import { Refusal } from '@/ui/refusal';
import { EVENT_NAMES, EVENTS } from './event-names';
import { useSettingsChange, useTelegramChange } from './queries';

type Props = { settings: NotificationSettings; telegram: TelegramChannel | null };

/** Events down, channels across; a tick is saved at once. */
export function EventMatrix({ settings, telegram }: Props) {
  const { t, i18n } = useLingui();
  const save = useSettingsChange();
  const saveTelegram = useTelegramChange();
  const error = save.error ?? saveTelegram.error;
  const columns: { name: string; events: AlertEvent[]; change: (events: AlertEvent[]) => void }[] = [
    {
      name: t`В программе`,
      events: settings.channels.spa,
      change: (spa) => save.mutate({ channels: { spa } }),
    },
    {
      name: t`Почта`,
      events: settings.channels.email,
      change: (email) => save.mutate({ channels: { email } }),
    },
  ];
  if (telegram) {
    columns.push({
      name: 'Telegram',
      events: telegram.events,
      change: (events) => saveTelegram.mutate({ chat_id: telegram.chat_id ?? '', events }),
    });
  }
  return (
    <>
      <table className="w-full">
        <thead>
          <tr className="border-b border-line text-sm text-ink2">
            <th scope="col" className="py-1.5 text-left font-medium">{t`Событие`}</th>
            {columns.map((column) => (
              <th key={column.name} scope="col" className="px-1 py-1.5 font-medium">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {EVENTS.map((event) => (
            <tr key={event} className="border-b border-line last:border-0">
              <th scope="row" className="py-1 pr-2 text-left font-normal">
                {i18n._(EVENT_NAMES[event])}
              </th>
              {columns.map((column) => {
                const on = column.events.includes(event);
                return (
                  <td key={column.name} className="text-center">
                    <label className="inline-flex min-h-8 min-w-8 cursor-pointer items-center justify-center coarse:min-h-11 coarse:min-w-11">
                      <span className="sr-only">{`${i18n._(EVENT_NAMES[event])}: ${column.name}`}</span>
                      <input
                        type="checkbox"
                        className="size-4 accent-accent"
                        checked={on}
                        onChange={() =>
                          column.change(
                            on ? column.events.filter((other) => other !== event) : [...column.events, event],
                          )
                        }
                      />
                    </label>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Refusal error={error} />
    </>
  );
}
