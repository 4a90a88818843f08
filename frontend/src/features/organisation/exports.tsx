import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { Button } from '@/ui/button';
import { PagedList } from '@/ui/paged-list';
import { Refusal } from '@/ui/refusal';
import { Section } from '@/ui/section';
import { ExportRow } from './export-row';
import { exportKeys, exportsQuery } from './queries';

/** Everything the organisation has here, as one file. */
export function Exports() {
  const { t } = useLingui();
  const client = useQueryClient();
  const list = useInfiniteQuery(exportsQuery());
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  const underWay = rows.some((one) => one.state === 'running');
  const start = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/exports')),
    onSettled: () => client.invalidateQueries({ queryKey: exportKeys.all }),
  });
  return (
    <Section
      title={t`Выгрузка`}
      hint={t`Архив со всем, что есть у организации: чаты, сообщения, ответы, заметки, шаблоны, сроки, журнал. Ключей и паролей в нём нет; файлы из сообщений остаются на площадке.`}
      action={
        <Button busy={start.isPending} aria-disabled={underWay || undefined} onClick={() => start.mutate()}>
          {t`Собрать архив`}
        </Button>
      }
    >
      <Refusal error={start.error} withRemedy />
      <PagedList
        list={list}
        isEmpty={rows.length === 0}
        height="h-16"
        empty={<p className="text-ink3">{t`Архивов пока нет.`}</p>}
      >
        <ul className="divide-y divide-line">
          {rows.map((one) => (
            <ExportRow key={one.id} made={one} />
          ))}
        </ul>
      </PagedList>
    </Section>
  );
}
