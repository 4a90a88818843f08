import { useLingui } from '@lingui/react/macro';
import { Suspense } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useWorkspace } from '@/domain/session/workspace';
import { usePhone } from '@/lib/use-media';
import { Boundary } from '@/ui/boundary';
import { Icon } from '@/ui/icon';
import { PageSkeleton } from '../page-skeleton';

type Section = { to: string; name: string };

/** The frame of the settings: one section per address; on a phone the list of sections folds away. */
export function SettingsFrame() {
  const { t } = useLingui();
  const { isOwner } = useWorkspace();
  const { pathname } = useLocation();
  const phone = usePhone();
  const sections: Section[] = [
    { to: 'accounts', name: t`Кабинеты` },
    { to: 'reply-times', name: t`Ответ вовремя` },
    { to: 'templates', name: t`Шаблоны` },
    { to: 'text-check', name: t`Проверка текста` },
    { to: 'members', name: t`Сотрудники` },
    { to: 'notifications', name: t`Уведомления` },
    ...(isOwner
      ? [
          { to: 'api-keys', name: t`API-ключи` },
          { to: 'audit-log', name: t`Журнал` },
          { to: 'organisation', name: t`Организация` },
          { to: 'data', name: t`Данные` },
          { to: 'billing', name: t`Тариф и счета` },
        ]
      : []),
    { to: 'profile', name: t`Профиль` },
  ];
  const current = sections.find((section) => pathname.includes(`/settings/${section.to}`)) ?? sections[0];
  return (
    <main
      id="page"
      tabIndex={-1}
      aria-label={t`Настройки`}
      className="thin-scroll h-full overflow-y-auto bg-bg outline-none"
    >
      <div className="mx-auto flex max-w-5xl gap-8 px-6 py-6 phone:block phone:px-4 phone:py-4">
        <nav
          aria-label={t`Разделы настроек`}
          className="sticky top-0 w-40 shrink-0 self-start phone:static phone:mb-4 phone:w-auto"
        >
          {phone ? (
            <details key={pathname} className="group rounded-lg border border-line bg-panel">
              <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between px-4 font-medium">
                {current?.name}
                <Icon name="chevron" size={16} className="text-ink3 group-open:rotate-180" />
              </summary>
              <SectionList sections={sections} />
            </details>
          ) : (
            <SectionList sections={sections} />
          )}
          <Support />
        </nav>
        <div className="min-w-0 max-w-3xl flex-1">
          <Boundary resetKey={pathname}>
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          </Boundary>
        </div>
      </div>
    </main>
  );
}

function SectionList({ sections }: { sections: Section[] }) {
  const { slug } = useWorkspace();
  return (
    <ul className="space-y-0.5 phone:border-t phone:border-line phone:p-1.5">
      {sections.map((section) => (
        <li key={section.to}>
          <NavLink
            to={`/w/${slug}/settings/${section.to}`}
            className={({ isActive }) =>
              `flex min-h-8 items-center rounded-md px-3 coarse:min-h-11 ${isActive ? 'bg-accent-soft font-medium text-accent' : 'text-ink2 hover:bg-sunken hover:text-ink'}`
            }
          >
            {section.name}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

/** How to reach us; nothing where no contact is set. */
function Support() {
  const { t } = useLingui();
  const contact = useWorkspace().me.support_contact;
  if (!contact) return null;
  const address = contact.startsWith('https://')
    ? contact
    : contact.includes('@')
      ? `mailto:${contact}`
      : null;
  return (
    <p className="mt-6 px-3 text-sm text-ink2 phone:mt-4">
      {t`Поддержка:`}{' '}
      {address ? (
        <a href={address} className="break-words text-accent underline">
          {contact}
        </a>
      ) : (
        contact
      )}
    </p>
  );
}
