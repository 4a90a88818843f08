import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { ChatAccount } from '@/api/types';

/** «Загружено 1 240 из ~3 000 чатов», with a bar when the total can be estimated. */
export function ImportProgress({ account }: { account: ChatAccount }) {
  const { t, i18n } = useLingui();
  const { chats_done: done, chats_total: total } = account.import;
  const loaded = i18n.number(done);
  const words =
    total === null
      ? t`${plural(done, { one: 'Загружен # чат', few: 'Загружено # чата', many: 'Загружено # чатов', other: 'Загружено # чата' })}`
      : t`Загружено ${loaded} из ~${plural(total, { one: '# чата', few: '# чатов', many: '# чатов', other: '# чата' })}`;
  return (
    <div className="w-full max-w-xs">
      <p role="status">{words}</p>
      {total === null ? null : (
        <progress
          aria-label={t`Загрузка истории`}
          value={Math.min(done, total)}
          max={Math.max(total, 1)}
          className="mt-2 h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken accent-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
        />
      )}
    </div>
  );
}
