import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Choices } from '@/ui/choices';
import { fillTemplate } from './template-text';

/** An invented order, to see the text filled in. */
const EXAMPLE = {
  имя: 'Анна',
  номер_заказа: '48866017-0495',
  товар: 'Подушка ортопедическая «Облако»',
  дата_доставки: '27 ноября',
  трек: '80094512660473',
};

const WITH_WORD = '{товар|ваш заказ}';

/** How the buyer would read it, with everything known and with nothing. */
export function TemplatePreview({ text }: { text: string }) {
  const { t } = useLingui();
  const [known, setKnown] = useState<'all' | 'nothing'>('all');
  const pieces = fillTemplate(text, known === 'all' ? EXAMPLE : {});
  const missing = pieces.some((piece) => piece.kind === 'missing');
  return (
    <section aria-label={t`Как увидит покупатель`} className="rounded-lg border border-line bg-bg p-4">
      <Choices<'all' | 'nothing'>
        legend={t`Как увидит покупатель`}
        value={known}
        onChange={setKnown}
        options={[
          { value: 'all', label: t`Данные заказа известны` },
          { value: 'nothing', label: t`Ничего не известно` },
        ]}
      />
      <p className="mt-2 min-h-9 w-fit max-w-full rounded-lg bg-bubble-out px-3 py-2 break-words whitespace-pre-wrap">
        {pieces.map((piece, index) =>
          piece.kind === 'missing' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces have no identity but their place
            <mark key={index} className="rounded-sm bg-warn-soft px-0.5 text-warn">
              {piece.text}
            </mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: same
            <span key={index} className={piece.kind === 'value' ? 'font-medium' : undefined}>
              {piece.text}
            </span>
          ),
        )}
      </p>
      {missing ? (
        <p className="mt-2 text-sm text-ink2">
          {t`Выделенное агент заполнит сам: пока оно не заполнено, ответ не уйдёт. Слово на такой случай можно дописать после черты: ${WITH_WORD}.`}
        </p>
      ) : null}
    </section>
  );
}
