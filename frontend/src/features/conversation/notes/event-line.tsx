import type { I18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { ChatEvent } from '@/api/types';
import { nearMoment } from '@/domain/deadline/words';
import { useDateStyle } from '@/domain/session/workspace';
import { clockTime, fullDate } from '@/lib/dates';
import { useNow } from '@/lib/use-now';

/** What somebody did to the chat as a whole, between the messages. */
export function EventLine({ event, at }: { event: ChatEvent; at: number }) {
  const { i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const until = event.until === null ? '' : nearMoment(i18n, Date.parse(event.until), now, style);
  return (
    <p className="mx-auto my-2 max-w-xl px-3 text-center text-xs text-ink3">
      {wordsOf(i18n, event, until)}{' '}
      <time dateTime={event.at} title={fullDate(at, style)} className="whitespace-nowrap">
        {clockTime(at, style)}
      </time>
    </p>
  );
}

/** Without a gender: the name, a colon, what was done. */
function wordsOf(i18n: I18n, { kind, by, assignee_name: assignee }: ChatEvent, until: string): string {
  switch (kind) {
    case 'assigned':
      return i18n._(
        assignee === null ? msg`${by}: чат без ответственного` : msg`${by}: ответственный – ${assignee}`,
      );
    case 'closed':
      return i18n._(msg`${by}: чат закрыт`);
    case 'reopened':
      return i18n._(msg`${by}: чат открыт снова`);
    case 'snoozed':
      return i18n._(msg`${by}: отложен до ${until}`);
    case 'waived':
      return i18n._(msg`${by}: ответ не требуется`);
    case 'unwaived':
      return i18n._(msg`${by}: ответ снова нужен`);
  }
}
