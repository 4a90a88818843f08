import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiScope } from '@/api/types';
import { isConnected } from '@/domain/chat-accounts/freshness';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { Field } from '@/ui/field';
import { Icon } from '@/ui/icon';
import { TextArea } from '@/ui/text-area';
import type { KeyDraft } from './draft';
import { SCOPES } from './scopes';
import { Ticks } from './ticks';

type Props = {
  draft: KeyDraft;
  errors: Record<string, string>;
  onChange: (part: Partial<KeyDraft>) => void;
};

/** What a key is for, what it may, of which accounts it knows and from where it may be used. */
export function KeyFields({ draft, errors, onChange }: Props) {
  const { t, i18n } = useLingui();
  const accounts = useQuery(accountsQuery());
  const shown = (accounts.data ?? []).filter(
    (account) => isConnected(account) || draft.accounts.includes(account.id),
  );
  const [wasLimited] = useState(draft.accounts.length > 0 || draft.networks !== '');
  return (
    <>
      <Field
        label={t`Название`}
        hint={t`Для чего ключ: его увидит команда рядом с ответами.`}
        value={draft.name}
        maxLength={80}
        data-autofocus
        error={errors.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <Ticks<ApiScope>
        legend={t`Что можно`}
        error={errors.scopes}
        options={SCOPES.map((item) => ({ value: item.scope, label: i18n._(item.name) }))}
        chosen={draft.scopes}
        onChange={(scopes) => onChange({ scopes })}
      />
      <details open={wasLimited || undefined} className="group rounded-md border border-line px-3">
        <summary className="flex min-h-9 cursor-pointer list-none items-center justify-between font-medium coarse:min-h-11">
          {t`Ограничить кабинеты и сети`}
          <Icon name="chevron" size={16} className="text-ink3 group-open:rotate-180" />
        </summary>
        <div className="space-y-4 pt-1 pb-3">
          {shown.length === 0 ? null : (
            <Ticks
              legend={t`Только эти кабинеты`}
              hint={t`Ничего не отмечено — все кабинеты, и те, что появятся.`}
              error={errors.chat_accounts}
              options={shown.map((account) => ({ value: account.id, label: account.title }))}
              chosen={draft.accounts}
              onChange={(chosen) => onChange({ accounts: chosen })}
            />
          )}
          <TextArea
            label={t`Только из этих сетей`}
            hint={t`По одному адресу или сети в строке: 203.0.113.7 или 203.0.113.0/24. Пусто — отовсюду.`}
            rows={3}
            spellCheck={false}
            value={draft.networks}
            error={errors.networks}
            onChange={(event) => onChange({ networks: event.target.value })}
          />
        </div>
      </details>
    </>
  );
}
