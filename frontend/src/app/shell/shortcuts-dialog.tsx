import { useLingui } from '@lingui/react/macro';
import { usePreferences } from '@/domain/preferences/preferences';
import { Dialog } from '@/ui/dialog';

/** The map of exactly those keys that work. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { sendWith, singleKeys } = usePreferences();
  const after = (letter: string) => t`G, затем ${letter}`;
  const always: [string, string][] = [
    ['↓ / ↑', t`следующий / предыдущий чат`],
    ['Alt+↓ / Alt+↑', t`то же, не выходя из ответа`],
    ['Enter', t`ответить`],
    [sendWith === 'enter' ? 'Enter' : 'Ctrl+Enter', t`отправить (в поле ответа)`],
    ['Ctrl+Shift+Enter', t`отправить и закрыть чат (в поле ответа)`],
    ['Alt+1 … Alt+4', t`заказ, товар, покупатель, заметки`],
    ['Ctrl+K', t`команды`],
    ['Tab', t`следующая незаполненная переменная (в поле ответа)`],
    ['Esc', t`шаг назад`],
    ['PageUp / PageDown', t`между сообщениями`],
  ];
  const single: [string, string][] = [
    ['J / K', t`следующий / предыдущий чат`],
    ['R', t`ответить`],
    ['E', t`закрыть чат и перейти к следующему`],
    ['H', t`отложить чат`],
    ['T', t`шаблоны`],
    ['N', t`заметка для команды`],
    ['A', t`назначить ответственного`],
    ['M', t`взять чат себе`],
    ['I', t`товар и заказ`],
    ['U', t`сделать непрочитанным`],
    ['F', t`найти в переписке`],
    ['1 … 9', t`мои виды`],
    ['X', t`отметить чат`],
    ['Shift+J / Shift+K', t`отметить и идти дальше`],
    ['[ / ]', t`предыдущее / следующее сообщение`],
    ['Z', t`отменить последнее действие`],
    ['/', t`поиск; в пустом поле ответа — шаблоны`],
    ['Shift+R', t`пересортировать и обновить`],
    [after('I'), t`ждут ответа`],
    [after('D'), t`срочные`],
    [after('U'), t`непрочитанные`],
    [after('M'), t`мои`],
    [after('N'), t`ничьи`],
    [after('F'), t`не отправлено`],
    [after('R'), t`отчёты`],
    [after('S'), t`настройки`],
    [after('H'), t`состояние`],
    ['?', t`эта подсказка`],
  ];
  return (
    <Dialog title={t`Клавиши`} onClose={onClose} wide>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <Keys title={t`Всегда`} rows={always} />
        <Keys title={singleKeys ? t`Однобуквенные` : t`Однобуквенные (выключены в профиле)`} rows={single} />
      </div>
      <p className="mt-4 text-sm text-ink3">{t`Клавиши работают по месту на клавиатуре: в русской и латинской раскладке одинаково.`}</p>
    </Dialog>
  );
}

function Keys({ title, rows }: { title: string; rows: [string, string][] }) {
  return (
    <section>
      <h3 className="mb-2 font-semibold">{title}</h3>
      <dl className="space-y-1.5">
        {rows.map(([keys, meaning]) => (
          <div key={keys} className="flex items-baseline justify-between gap-4">
            <dt>
              <kbd className="!inline rounded-sm border border-line bg-sunken px-1.5 py-0.5 font-sans text-xs whitespace-nowrap">
                {keys}
              </kbd>
            </dt>
            <dd className="text-right text-ink2">{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
