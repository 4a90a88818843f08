import { useLingui } from '@lingui/react/macro';

export function ResultsSkeleton() {
  const { t } = useLingui();
  return (
    <div aria-busy="true" className="space-y-4">
      <span className="sr-only">{t`Загружаем`}</span>
      <div className="skeleton h-96 !rounded-lg" />
      <div className="skeleton h-40 !rounded-lg" />
      <div className="skeleton h-72 !rounded-lg" />
    </div>
  );
}
