import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '@/ui/failure';
import { textRulesQuery } from './queries';
import { TextRulesForm } from './text-rules-form';

/** What replies are searched for before they are sent. */
export function TextRulesPage() {
  const { t } = useLingui();
  const rules = useQuery(textRulesQuery());
  return (
    <>
      <h1 className="mb-1 text-xl font-semibold">{t`Проверка текста`}</h1>
      <p className="mb-4 text-ink2">
        {t`Перед отправкой мы ищем в ответе то, за что площадка отключает чаты, и то, что портит впечатление. Телефоны, почту, ссылки и номера карт находим без списков.`}
      </p>
      {rules.data ? (
        <TextRulesForm rules={rules.data} />
      ) : rules.isError ? (
        <Failure error={rules.error} onRetry={() => void rules.refetch()} />
      ) : (
        <div className="skeleton h-96 !rounded-lg" aria-busy="true" />
      )}
    </>
  );
}
