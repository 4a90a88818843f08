import type { I18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { serverNow } from '@/api/server-time';
import { useDateStyle } from '@/domain/session/workspace';
import { momentOf } from '@/domain/snoozing/snooze-times';
import { dayOf } from '@/lib/dates';

const FRESH_MS = 60_000;

/** What the work of the day came to: the mean of today's answers, day and night as the report counts first. */
export function TodayAverage() {
  const { i18n } = useLingui();
  const style = useDateStyle();
  const today = dayOf(serverNow(), style);
  const { data: total } = useQuery({
    queryKey: ['reports', 'today', today, style.timeZone],
    queryFn: async ({ signal }) => {
      const from = new Date(momentOf(today, '00:00', style)).toISOString();
      // Grouped, the report leaves out the chats of 30 days, which nobody asked for here.
      const query = { from, group: 'account' as const };
      const report = await unwrap(api.GET('/api/v1/reports/response-times', { params: { query }, signal }));
      return report.total;
    },
    retry: false,
    staleTime: FRESH_MS,
  });
  if (total === undefined || total.mean_seconds === null) return null;
  const wait = waitInWords(i18n, total.mean_seconds);
  const answers = t(
    i18n,
  )`${plural(total.answered, { one: '# ответ', few: '# ответа', many: '# ответов', other: '# ответа' })}`;
  return <p>{t(i18n)`Среднее время сегодня — ${wait} (${answers}).`}</p>;
}

/** «меньше минуты», «14 минут», «14 ч 50 мин». */
function waitInWords(i18n: I18n, seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes === 0) return t(i18n)`меньше минуты`;
  const hours = Math.floor(minutes / 60);
  if (hours > 0) return t(i18n)`${{ hours }} ч ${{ minutes: minutes % 60 }} мин`;
  return t(
    i18n,
  )`${plural(minutes, { one: '# минута', few: '# минуты', many: '# минут', other: '# минуты' })}`;
}
