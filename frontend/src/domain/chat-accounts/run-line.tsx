import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { SyncRun } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Icon } from '@/ui/icon';

/** One run in words: what it was, when, what it brought or why it failed. */
export function RunLine({ run }: { run: SyncRun }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const kinds: Record<SyncRun['kind'], string> = {
    look: t`Проверка новых сообщений`,
    import: t`Загрузка истории`,
    sweep: t`Полная сверка`,
  };
  const messages = run.messages_stored;
  const chats = run.chats_stored;
  const inMessages = t`${plural(messages, { one: '# сообщение', few: '# сообщения', many: '# сообщений', other: '# сообщения' })}`;
  const inChats = t`${plural(chats, { one: '# чате', few: '# чатах', many: '# чатах', other: '# чата' })}`;
  const left = run.chats_failed;
  const leftOut = t`${plural(left, { one: '# чат не прочитан', few: '# чата не прочитано', many: '# чатов не прочитано', other: '# чата не прочитано' })}`;
  const failed = run.result === 'failed';
  const isPartial = run.result === 'partial';
  const outcome = failed
    ? (run.error_text ?? t`Не удалось`)
    : messages === 0
      ? t`Новых сообщений нет`
      : t`${inMessages} в ${inChats}`;
  return (
    <li className="flex items-start gap-2 py-2">
      <Icon
        name={failed || isPartial ? 'alert' : 'check'}
        size={16}
        className={`mt-0.5 ${failed ? 'text-bad' : isPartial ? 'text-warn' : 'text-ok'}`}
      />
      <div className="min-w-0 flex-1">
        <div>{kinds[run.kind]}</div>
        <div className={`text-sm ${failed ? 'text-bad' : 'text-ink2'}`}>
          {outcome}
          {isPartial ? ` · ${left > 0 ? leftOut : t`не до конца`}` : ''}
        </div>
      </div>
      <time dateTime={run.started_at} className="text-sm whitespace-nowrap text-ink3">
        {dateAndTime(Date.parse(run.started_at), now, style)}
      </time>
    </li>
  );
}
