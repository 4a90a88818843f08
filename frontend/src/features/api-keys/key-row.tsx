import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiKey } from '@/api/types';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime, longDate } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { ChangeKeyDialog } from './change-key-dialog';
import { isLive } from './draft';
import { RevokeKeyDialog } from './revoke-key-dialog';
import { RotateKeyDialog } from './rotate-key-dialog';
import { scopeName } from './scopes';

/** A key without its secret: what it may, how long, and when it was used. */
export function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const accounts = useQuery(accountsQuery());
  const [open, setOpen] = useState<'change' | 'rotate' | 'revoke' | null>(null);
  const close = () => setOpen(null);
  const { name, prefix, networks } = apiKey;
  const moment = (at: string) => dateAndTime(Date.parse(at), now, style);
  const titles = apiKey.chat_accounts.map(
    (id) => accounts.data?.find((account) => account.id === id)?.title ?? id,
  );
  const limits = [
    titles.length === 0 ? null : t`только кабинеты: ${titles.join(', ')}`,
    networks.length === 0 ? null : t`только из сетей: ${networks.join(', ')}`,
  ].filter((limit) => limit !== null);
  const used =
    apiKey.last_used_at === null ? t`ещё не использовался` : t`использовался ${moment(apiKey.last_used_at)}`;
  return (
    <li className="rounded-lg border border-line bg-panel p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 className="truncate font-semibold">{name}</h2>
          <code className="text-sm text-ink2">{prefix}…</code>
        </div>
        {isLive(apiKey, now) ? (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setOpen('change')}>{t`Изменить`}</Button>
            {apiKey.replaced_at === null ? (
              <Button onClick={() => setOpen('rotate')}>{t`Заменить`}</Button>
            ) : null}
            <Button look="danger" onClick={() => setOpen('revoke')}>
              {t`Отозвать`}
            </Button>
          </div>
        ) : null}
      </div>
      <p className="mt-2 text-sm text-ink2">
        {apiKey.scopes
          .map((scope) => {
            const words = scopeName(scope);
            return words ? i18n._(words) : scope;
          })
          .join(', ')}
      </p>
      {limits.length === 0 ? null : <p className="mt-1 text-sm break-words text-ink2">{limits.join('; ')}</p>}
      <p className="mt-1 text-sm text-ink3">
        {t`создан ${longDate(Date.parse(apiKey.created_at), style)}`} · {used}
        <End apiKey={apiKey} />
      </p>
      {open === 'change' ? <ChangeKeyDialog apiKey={apiKey} onClose={close} /> : null}
      {open === 'rotate' ? <RotateKeyDialog apiKey={apiKey} onClose={close} /> : null}
      {open === 'revoke' ? <RevokeKeyDialog apiKey={apiKey} onClose={close} /> : null}
    </li>
  );
}

/** When it ends, or that it has ended and why. */
function End({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const moment = (at: string) => dateAndTime(Date.parse(at), now, style);
  const { revoked_at, replaced_at, expires_at } = apiKey;
  if (revoked_at !== null) {
    return (
      <>
        {' · '}
        <span className="text-bad">{t`отозван ${moment(revoked_at)}`}</span>
      </>
    );
  }
  if (replaced_at !== null) {
    return (
      <>
        {' · '}
        <span className="text-warn">
          {Date.parse(replaced_at) > now
            ? t`заменён, работает до ${moment(replaced_at)}`
            : t`заменён ${moment(replaced_at)}`}
        </span>
      </>
    );
  }
  if (expires_at === null) return null;
  return (
    <>
      {' · '}
      {Date.parse(expires_at) > now ? (
        t`действует до ${longDate(Date.parse(expires_at), style)}`
      ) : (
        <span className="text-bad">{t`срок истёк`}</span>
      )}
    </>
  );
}
