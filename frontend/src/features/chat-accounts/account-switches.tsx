import { useLingui } from '@lingui/react/macro';
import type { ChatAccount } from '@/api/types';
import { Refusal } from '@/ui/refusal';
import { Switch } from '@/ui/switch';
import { useAccountChange } from './use-account-change';

/** Settings that act at once. */
export function AccountSwitches({ account }: { account: ChatAccount }) {
  const { t } = useLingui();
  const save = useAccountChange(account);
  return (
    <div className="divide-y divide-line">
      <Switch
        label={t`Приостановить`}
        hint={t`Чаты не обновляются, ответы не уходят. Переписка остаётся.`}
        checked={account.state === 'paused'}
        disabled={save.isPending}
        onChange={(paused) => save.mutate({ paused })}
      />
      <Switch
        label={t`Пробный режим`}
        hint={t`Ответ проходит весь путь, но покупателю не уходит и чат остаётся без ответа.`}
        checked={account.sandbox}
        disabled={save.isPending}
        onChange={(sandbox) => save.mutate({ sandbox })}
      />
      {account.capabilities.mark_read ? (
        <Switch
          label={t`Отмечать прочитанным на Ozon`}
          hint={t`Прочитанное здесь станет прочитанным и в кабинете Ozon.`}
          checked={account.mark_read_at_marketplace}
          disabled={save.isPending}
          onChange={(mark_read_at_marketplace) => save.mutate({ mark_read_at_marketplace })}
        />
      ) : null}
      <Refusal error={save.error} />
    </div>
  );
}
