import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import { Empty } from '@/ui/empty';

export function NotFoundRoute() {
  const { t } = useLingui();
  return (
    <main className="h-full">
      <Empty
        icon="question"
        title={t`Такой страницы нет`}
        action={
          <Link to="/" className="inline-flex min-h-6 items-center text-accent underline">{t`К чатам`}</Link>
        }
      />
    </main>
  );
}
