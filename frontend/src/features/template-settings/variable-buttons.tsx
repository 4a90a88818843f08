import { useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import { selectWhenDrawn } from '@/lib/select-when-drawn';
import { Button } from '@/ui/button';
import { placeOf, VARIABLES, type Variable } from './template-text';

type Props = { field: RefObject<HTMLTextAreaElement | null>; onInsert: (text: string) => void };

/** Puts a variable where the cursor stands. */
export function VariableButtons({ field, onInsert }: Props) {
  const { t } = useLingui();
  const names: Record<Variable, string> = {
    имя: t`Имя покупателя`,
    номер_заказа: t`Номер заказа`,
    товар: t`Товар`,
    дата_доставки: t`Дата доставки`,
    трек: t`Трек-номер`,
  };
  const insert = (name: Variable) => {
    const area = field.current;
    if (!area) return;
    const { selectionStart: start, selectionEnd: end, value } = area;
    const place = placeOf(name, 'покупатель');
    const text = value.slice(0, start) + place + value.slice(end);
    onInsert(text);
    area.focus();
    selectWhenDrawn(area, text, start + place.length);
  };
  return (
    <fieldset>
      <legend className="mb-1 text-sm text-ink2">{t`Подставить в текст`}</legend>
      <div className="flex flex-wrap gap-1.5">
        {VARIABLES.map((name) => (
          <Button key={name} icon="plus" className="text-sm" onClick={() => insert(name)}>
            {names[name]}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
