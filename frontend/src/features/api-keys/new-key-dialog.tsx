import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import type { ApiScope } from '@/api/types';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Refusal } from '@/ui/refusal';
import { Select } from '@/ui/select';
import { SCOPES } from './scopes';

const DAY_MS = 86_400_000;

/** Makes a key and shows it this one time. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState('0');
  const [scopes, setScopes] = useState<ApiScope[]>(['chats:read']);
  const create = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/api-keys', {
          body: {
            name: name.trim(),
            scopes,
            ...(days === '0'
              ? {}
              : { expires_at: new Date(Date.now() + Number(days) * DAY_MS).toISOString() }),
          },
        }),
      ),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  const ready = name.trim() !== '' && scopes.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !create.isPending) create.mutate();
  };

  if (create.data) {
    return (
      <Dialog title={t`Ключ готов`} onClose={onClose}>
        <p className="mb-3 text-ink2">{t`Скопируйте его сейчас: больше мы его не покажем.`}</p>
        <code className="block rounded-md border border-line bg-sunken p-3 break-all select-all">
          {create.data.key}
        </code>
        <div className="mt-4 flex justify-end gap-2">
          <CopyButton text={create.data.key} />
          <Button look="primary" onClick={onClose}>
            {t`Готово`}
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t`Новый ключ`} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={t`Название`}
          hint={t`Для чего ключ: его увидит команда рядом с ответами.`}
          value={name}
          maxLength={80}
          data-autofocus
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset>
          <legend className="mb-1 font-medium">{t`Что можно`}</legend>
          {SCOPES.map((item) => (
            <label key={item.scope} className="flex min-h-8 items-center gap-2 coarse:min-h-11">
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-accent"
                checked={scopes.includes(item.scope)}
                onChange={(event) =>
                  setScopes(
                    event.target.checked
                      ? [...scopes, item.scope]
                      : scopes.filter((scope) => scope !== item.scope),
                  )
                }
              />
              {i18n._(item.name)}
            </label>
          ))}
        </fieldset>
        <Select
          label={t`Срок`}
          className="block"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          options={[
            { value: '0', label: t`без срока` },
            { value: '30', label: t`30 дней` },
            { value: '90', label: t`90 дней` },
            { value: '365', label: t`год` },
          ]}
        />
        <Refusal error={create.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t`Отмена`}</Button>
          <Button type="submit" look="primary" busy={create.isPending} aria-disabled={!ready || undefined}>
            {t`Создать`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
