import { useLingui } from '@lingui/react/macro';
import type { ChatEvent } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { clockTime, dateAndTime, fullDate } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { deedInWords } from './deed-words';

/** What somebody did to the chat as a whole, between the messages; `dated` where no day stands above it. */
export function EventLine({ event, at, dated }: { event: ChatEvent; at: number; dated?: boolean }) {
  const { i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  return (
    <p className="mx-auto my-2 max-w-xl px-3 text-center text-xs text-ink3">
      {deedInWords(i18n, event, now, style)} ·{' '}
      <time dateTime={event.at} title={fullDate(at, style)} className="whitespace-nowrap">
        {dated ? dateAndTime(at, now, style) : clockTime(at, style)}
      </time>
    </p>
  );
}
