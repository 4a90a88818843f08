import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKey } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Refusal } from '@/ui/refusal';
import { apiKeysQuery, revokeKey } from './queries';

type Props = { apiKey: ApiKey; onClose: () => void };

export function RevokeKeyDialog({ apiKey, onClose }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeKey(apiKey),
    onSuccess: () => {
      onClose();
      void client.invalidateQueries({ queryKey: apiKeysQuery().queryKey });
    },
  });
  const { name } = apiKey;
  return (
    <Dialog title={t`Отозвать ключ «${name}»?`} onClose={onClose}>
      <p className="text-ink2">{t`Программы с этим ключом сразу потеряют доступ. Вернуть ключ нельзя.`}</p>
      <div className="mt-3">
        <Refusal error={revoke.error} />
      </div>
      <div className="mt-4 flex justify-end gap-2">
        <Button data-autofocus onClick={onClose}>{t`Оставить`}</Button>
        <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
          {t`Отозвать`}
        </Button>
      </div>
    </Dialog>
  );
}
