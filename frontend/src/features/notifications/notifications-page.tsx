import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, unwrap } from '@/api/client';
import { errorText } from '@/api/errors';
import { notificationKeys } from '@/domain/notifications/queries';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/empty';
import { PagedList } from '@/ui/paged-list';
import { toast } from '@/ui/toasts';
import { NotificationRow } from './notification-row';
import { notificationsQuery } from './queries';

/** What one was told, the newest first. */
export function NotificationsPage() {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const list = useInfiniteQuery(notificationsQuery());
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  const newest = rows[0]?.id;
  const read = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/notifications/read', { body: { up_to: newest ?? null } })),
    onSuccess: () => client.invalidateQueries({ queryKey: notificationKeys.all }),
    onError: (error) => toast(errorText(error, i18n.locale).text, { urgent: true }),
  });
  return (
    <main id="page" tabIndex={-1} className="thin-scroll h-full overflow-y-auto bg-bg outline-none">
      <div className="mx-auto max-w-3xl px-6 py-6 phone:px-4 phone:py-4">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="text-xl font-semibold">{t`Уведомления`}</h1>
          <div className="flex flex-wrap items-center gap-x-4">
            <Link
              to={`/w/${slug}/settings/notifications`}
              className="inline-flex min-h-6 items-center text-accent underline coarse:min-h-11"
            >
              {t`Что и куда сообщать`}
            </Link>
            {rows.some((row) => row.read_at === null) ? (
              <Button icon="double-check" busy={read.isPending} onClick={() => read.mutate()}>
                {t`Прочитать все`}
              </Button>
            ) : null}
          </div>
        </div>
        <PagedList
          list={list}
          isEmpty={rows.length === 0}
          empty={
            <Empty icon="bell" title={t`Уведомлений пока нет`}>
              {t`Здесь появится, когда подойдёт срок ответа или начнёт закрываться окно Ozon.`}
            </Empty>
          }
        >
          <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-panel">
            {rows.map((row) => (
              <NotificationRow key={row.id} notification={row} />
            ))}
          </ul>
        </PagedList>
      </div>
    </main>
  );
}
