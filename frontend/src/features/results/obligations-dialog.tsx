import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Dialog } from '@/ui/dialog';
import { Empty } from '@/ui/empty';
import { PagedList } from '@/ui/paged-list';
import type { Drill, ReportFilters, Shown } from './filters';
import { ObligationRow } from './obligation-row';
import { obligationsQuery, type Period } from './queries';

type Props = {
  filters: ReportFilters;
  drill: Drill;
  period: Period;
  onClose: () => void;
};

/** The chats behind a figure, each a way into its conversation. */
export function ObligationsDialog({ filters, drill, period, onClose }: Props) {
  const { t } = useLingui();
  const list = useInfiniteQuery(obligationsQuery(filters, drill, period));
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  const titles: Record<Shown, string> = {
    all: t`Все вопросы`,
    answered: t`Ответили`,
    met: t`Ответили в срок`,
    late: t`Ответили поздно`,
    missed: t`Не успели в срок`,
    closed_unanswered: t`Закрыли без ответа`,
    lost: t`Окно закрылось без ответа`,
    never_answered: t`Без ответа`,
    waived: t`Ответ не требовался`,
    open: t`Ещё ждут ответа`,
    within_24h: t`Ответили за 24 часа`,
  };
  const title = drill.baseline ? t`${titles[drill.shown]}, до подключения` : titles[drill.shown];
  return (
    <Dialog title={title} onClose={onClose} wide>
      <PagedList
        list={list}
        isEmpty={rows.length === 0}
        height="h-48"
        empty={<Empty icon="chats" title={t`Таких чатов нет`} />}
      >
        <p role="status" className="mb-1 text-sm text-ink3">
          {list.hasNextPage
            ? t`Показано: ${rows.length}`
            : t`Всего ${plural(rows.length, { one: '# вопрос', few: '# вопроса', many: '# вопросов', other: '# вопроса' })}`}
        </p>
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <ObligationRow key={row.id} obligation={row} clock={filters.clock} />
          ))}
        </ul>
      </PagedList>
    </Dialog>
  );
}
