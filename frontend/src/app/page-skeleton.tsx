import { useLingui } from '@lingui/react/macro';

/** The first moment of a page: the shape of what comes, without words that would flash. */
export function PageSkeleton() {
  const { t } = useLingui();
  return (
    <div className="flex h-full gap-4 p-4" aria-busy="true">
      <span className="sr-only">{t`Загружаем`}</span>
      <div className="skeleton w-52 phone:hidden" />
      <div className="skeleton w-80 phone:w-full" />
      <div className="skeleton flex-1 phone:hidden" />
    </div>
  );
}
