import { useLingui } from '@lingui/react/macro';
import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { useWorkspace } from '@/domain/session/workspace';
import { PageSkeleton } from '../page-skeleton';

/** The frame of the settings: one section per address. */
export default function SettingsLayout() {
  const { t } = useLingui();
  const { slug, isOwner } = useWorkspace();
  const sections = [
    { to: 'accounts', name: t`Кабинеты` },
    { to: 'reply-times', name: t`Ответ вовремя` },
    { to: 'notifications', name: t`Уведомления` },
    { to: 'profile', name: t`Профиль` },
    ...(isOwner ? [{ to: 'api-keys', name: t`API-ключи` }] : []),
  ];
  return (
    <main
      id="page"
      tabIndex={-1}
      aria-label={t`Настройки`}
      className="thin-scroll h-full overflow-y-auto bg-bg outline-none"
    >
      <div className="mx-auto max-w-3xl px-6 py-6 phone:px-4 phone:py-4">
        <nav aria-label={t`Разделы настроек`} className="mb-6 flex flex-wrap gap-1 border-b border-line">
          {sections.map((section) => (
            <NavLink
              key={section.to}
              to={`/w/${slug}/settings/${section.to}`}
              className={({ isActive }) =>
                `-mb-px inline-flex min-h-10 items-center border-b-2 px-3 ${isActive ? 'border-accent font-medium text-accent' : 'border-transparent text-ink2 hover:text-ink'}`
              }
            >
              {section.name}
            </NavLink>
          ))}
        </nav>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </div>
    </main>
  );
}
