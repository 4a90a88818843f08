import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { isConnected } from '@/domain/chat-accounts/freshness';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { readText, writeText } from '@/lib/storage';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { firstStepsQuery } from './queries';

/** The three things to begin with once a cabinet is there; gone when done, or when hidden on this device. */
export default function FirstSteps() {
  const { t } = useLingui();
  const { slug, isOwner, storageKey } = useWorkspace();
  const key = `${storageKey}:first-steps`;
  const [hidden, setHidden] = useState(() => readText(key) === 'hidden');
  const accounts = useQuery(accountsQuery());
  const connected = accounts.data?.some(isConnected) ?? false;
  const steps = useQuery({ ...firstStepsQuery(), enabled: isOwner && connected && !hidden });
  if (hidden || !connected || !steps.data) return null;
  const rows = [
    { done: steps.data.answered, name: t`Ответить на чат`, to: inboxPath(slug) },
    { done: steps.data.template, name: t`Добавить шаблон`, to: `/w/${slug}/settings/templates/new` },
    { done: steps.data.colleague, name: t`Пригласить коллегу`, to: `/w/${slug}/settings/members` },
  ];
  if (rows.every((row) => row.done)) return null;
  const hide = () => {
    writeText(key, 'hidden');
    setHidden(true);
  };
  return (
    <section
      aria-label={t`Первые шаги`}
      className="w-full max-w-xs rounded-lg border border-line bg-panel p-4 text-left phone:max-w-none phone:rounded-none phone:border-x-0 phone:border-t-0 phone:py-2"
    >
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 className="font-semibold">{t`Первые шаги`}</h2>
        <Button look="quiet" className="!min-h-6 text-sm coarse:!min-h-11" onClick={hide}>
          {t`Скрыть`}
        </Button>
      </div>
      <ul className="space-y-1.5">
        {rows.map((row) => (
          <li key={row.to} className="flex items-center gap-2">
            <Icon
              name={row.done ? 'check' : 'more'}
              size={16}
              className={row.done ? 'text-ok' : 'text-ink3'}
            />
            {row.done ? (
              <span className="text-ink3">
                {row.name}
                <span className="sr-only">{t`: сделано`}</span>
              </span>
            ) : (
              <Link
                to={row.to}
                className="inline-flex min-h-6 items-center text-accent underline coarse:min-h-11"
              >
                {row.name}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
