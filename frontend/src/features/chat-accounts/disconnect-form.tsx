import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, unwrap } from '@/api/client';
import type { ChatAccount } from '@/api/types';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Refusal } from '@/ui/refusal';

/** Disconnecting asks for the name and says what stays. */
export function DisconnectForm({ account }: { account: ChatAccount }) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const disconnect = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/v1/chat-accounts/{account_id}', {
          params: { path: { account_id: account.id } },
        }),
      ),
    onSuccess: () => {
      void client.invalidateQueries();
      navigate(`/w/${slug}/settings/accounts`, { replace: true });
    },
  });
  const { title } = account;
  return (
    <>
      <p className="mb-3 text-ink2">
        {t`Ключ будет стёрт, новые сообщения перестанут приходить. Переписка останется для чтения; если подключить этот же кабинет снова, она продолжится.`}
      </p>
      <Button look="danger" onClick={() => setAsking(true)}>
        {t`Отключить…`}
      </Button>
      {asking ? (
        <Dialog title={t`Отключить «${title}»?`} onClose={() => setAsking(false)}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (typed.trim() === title) disconnect.mutate();
            }}
          >
            <Field
              label={t`Чтобы подтвердить, введите название: ${title}`}
              value={typed}
              autoComplete="off"
              data-autofocus
              onChange={(event) => setTyped(event.target.value)}
            />
            {disconnect.isError ? (
              <div className="mt-3">
                <Refusal error={disconnect.error} />
              </div>
            ) : null}
            <div className="mt-4 flex justify-end gap-2">
              <Button onClick={() => setAsking(false)}>{t`Не отключать`}</Button>
              <Button
                type="submit"
                look="danger"
                busy={disconnect.isPending}
                aria-disabled={typed.trim() !== title || undefined}
              >
                {t`Отключить`}
              </Button>
            </div>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
