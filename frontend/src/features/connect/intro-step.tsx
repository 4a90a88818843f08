import { useLingui } from '@lingui/react/macro';
import type { FormEvent } from 'react';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Icon } from '@/ui/icon';

/** The name of the cabinet here, and honestly what will be read and written. */
export function IntroStep(props: { title: string; onTitle: (title: string) => void; onNext: () => void }) {
  const { t } = useLingui();
  const facts = [
    { icon: 'chats' as const, text: t`Читаем чаты с покупателями и историю за 90 дней.` },
    { icon: 'send' as const, text: t`Пишем покупателю только то, что отправили вы.` },
    { icon: 'mail' as const, text: t`Прочитанное на Ozon не отмечаем, пока вы это не включите.` },
    { icon: 'lock' as const, text: t`Ключ храним зашифрованным и больше не показываем.` },
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onNext();
  };
  return (
    <form onSubmit={submit} className="space-y-5">
      <ul className="space-y-2.5">
        {facts.map((fact) => (
          <li key={fact.text} className="flex items-start gap-3">
            <Icon name={fact.icon} className="mt-px text-accent" />
            {fact.text}
          </li>
        ))}
      </ul>
      <Field
        label={t`Название кабинета`}
        hint={t`Как вы зовёте этот магазин. Если оставить пустым, возьмём название из Ozon.`}
        value={props.title}
        maxLength={120}
        onChange={(event) => props.onTitle(event.target.value)}
      />
      <div className="flex justify-end">
        <Button type="submit" look="primary">
          {t`Дальше`}
        </Button>
      </div>
    </form>
  );
}
