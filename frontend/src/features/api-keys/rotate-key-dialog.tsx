import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiKey } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Refusal } from '@/ui/refusal';
import { Select } from '@/ui/select';
import { KeyOnce } from './key-once';
import { apiKeysQuery, rotateKey } from './queries';

type Props = { apiKey: ApiKey; onClose: () => void };

/** A new key in the place of the old one, which goes on for a while so that programs can change over. */
export function RotateKeyDialog({ apiKey, onClose }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [hours, setHours] = useState('24');
  const rotate = useMutation({
    mutationFn: () => rotateKey(apiKey, Number(hours)),
    onSuccess: () => void client.invalidateQueries({ queryKey: apiKeysQuery().queryKey }),
  });
  const { name } = apiKey;
  if (rotate.data) {
    return (
      <Dialog title={t`Ключ готов`} onClose={onClose}>
        <KeyOnce secret={rotate.data.key} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t`Заменить ключ «${name}»?`} onClose={onClose}>
      <div className="space-y-4">
        <p className="text-ink2">{t`Будет новый ключ с тем же названием, правами и ограничениями.`}</p>
        <Select
          label={t`Старый ключ работает ещё`}
          className="block"
          value={hours}
          onChange={(event) => setHours(event.target.value)}
          options={[
            { value: '0', label: t`нисколько: закрыть сразу` },
            { value: '1', label: t`час` },
            { value: '24', label: t`сутки` },
            { value: '168', label: t`неделю` },
          ]}
        />
        <Refusal error={rotate.error} withRemedy />
        <div className="flex justify-end gap-2">
          <Button data-autofocus onClick={onClose}>
            {t`Отмена`}
          </Button>
          <Button look="primary" busy={rotate.isPending} onClick={() => rotate.mutate()}>
            {t`Заменить`}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
