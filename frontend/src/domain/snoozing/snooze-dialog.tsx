import { useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { nearMoment } from '@/domain/deadline/words';
import { useDateStyle } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { ChoiceList } from '@/ui/choice-list';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { momentOf, type SnoozeTime, snoozeTimes } from './snooze-times';

type Props = { title: string; due: number | null; onClose: () => void; onChoose: (until: string) => void };

/** Until when; each choice says when a clock ends before it, unless it has ended already. */
export function SnoozeDialog({ title, due, onClose, onChoose }: Props) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const [own, setOwn] = useState('');
  const names: Record<SnoozeTime['name'], string> = {
    hour: t`Через час`,
    'three-hours': t`Через 3 часа`,
    tomorrow: t`Завтра утром`,
    monday: t`В понедельник утром`,
  };
  const [day, time] = own.split('T');
  const chosen = day && time ? momentOf(day, time, style) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== null && chosen > now) onChoose(new Date(chosen).toISOString());
  };
  const outlasts = (at: number) =>
    due !== null && due > now && at > due
      ? t`позже срока ответа: ${nearMoment(i18n, due, now, style)}`
      : null;
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="mb-3 text-ink2">{t`Чат уйдёт из очереди и вернётся сам, раньше — если покупатель напишет. Часы идут дальше.`}</p>
      {due !== null && due <= now ? <p className="mb-3 text-warn">{t`Срок ответа уже прошёл.`}</p> : null}
      <ChoiceList>
        {snoozeTimes(now, style).map((choice, index) => (
          <li key={choice.name}>
            <button
              type="button"
              data-autofocus={index === 0 ? true : undefined}
              onClick={() => onChoose(new Date(choice.at).toISOString())}
              className="flex min-h-10 w-full flex-wrap items-center justify-between gap-x-3 rounded-md border border-line px-3 py-1 text-left hover:bg-sunken coarse:min-h-11"
            >
              <span>{names[choice.name]}</span>
              <span className="text-ink3">{nearMoment(i18n, choice.at, now, style)}</span>
              {outlasts(choice.at) ? (
                <span className="basis-full text-sm text-warn">{outlasts(choice.at)}</span>
              ) : null}
            </button>
          </li>
        ))}
      </ChoiceList>
      <form onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-2">
        <Field
          className="min-w-44 flex-1"
          type="datetime-local"
          label={t`Другое время`}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
          error={
            chosen === null
              ? undefined
              : chosen <= now
                ? t`Это время уже прошло.`
                : (outlasts(chosen) ?? undefined)
          }
        />
        <Button
          type="submit"
          className="!min-h-9"
          aria-disabled={chosen === null || chosen <= now || undefined}
        >
          {t`Отложить`}
        </Button>
      </form>
    </Dialog>
  );
}
