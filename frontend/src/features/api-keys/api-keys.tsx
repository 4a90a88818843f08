import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { KeyRow } from './key-row';
import { NewKeyDialog } from './new-key-dialog';
import { apiKeysQuery } from './queries';

/** Keys for programs of the organisation. */
export function ApiKeys() {
  const { t } = useLingui();
  const { isOwner } = useWorkspace();
  const keys = useQuery({ ...apiKeysQuery(), enabled: isOwner });
  const [creating, setCreating] = useState(false);
  if (!isOwner)
    return (
      <Empty
        icon="lock"
        title={t`Только для владельца`}
      >{t`API-ключи выпускает владелец организации.`}</Empty>
    );
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <div>
          <h1 className="text-xl font-semibold">{t`API-ключи`}</h1>
          <a href="/api/docs/" className="inline-flex min-h-6 items-center text-sm text-accent underline">
            {t`Документация API`}
          </a>
        </div>
        <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
          {t`Новый ключ`}
        </Button>
      </div>
      {keys.isError && !keys.data ? (
        <Failure error={keys.error} onRetry={() => void keys.refetch()} />
      ) : !keys.data ? (
        <div className="skeleton h-20 !rounded-lg" />
      ) : keys.data.length === 0 ? (
        <Empty
          icon="key"
          title={t`Ключей пока нет`}
        >{t`Ключ нужен, чтобы ваши программы читали чаты и отвечали через API.`}</Empty>
      ) : (
        <ul className="space-y-3">
          {keys.data.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
      {creating ? <NewKeyDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
