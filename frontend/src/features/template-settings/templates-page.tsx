import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Template } from '@/api/types';
import { useWorkspace } from '@/domain/session/workspace';
import { useSettled } from '@/lib/use-settled';
import { Empty } from '@/ui/empty';
import { Field } from '@/ui/field';
import { Icon } from '@/ui/icon';
import { PagedList } from '@/ui/paged-list';
import { templatesQuery } from './queries';
import { TemplateRow } from './template-row';

const TYPING_MS = 250;

/** Texts for answers that are given often, in folders. */
export function TemplatesPage() {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const [search, setSearch] = useState('');
  const wanted = useSettled(search.trim(), TYPING_MS);
  const list = useInfiniteQuery(templatesQuery(wanted));
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  const create = (
    <Link
      to={`/w/${slug}/settings/templates/new`}
      className="inline-flex min-h-9 items-center gap-1.5 rounded-md bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover coarse:min-h-11"
    >
      <Icon name="plus" size={16} />
      {t`Новый шаблон`}
    </Link>
  );
  const listed = rows.length > 0 || wanted !== '';
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <h1 className="text-xl font-semibold">{t`Шаблоны`}</h1>
        {listed ? create : null}
      </div>
      {listed ? (
        <Field
          label={t`Найти шаблон`}
          type="search"
          className="mb-4"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      ) : null}
      <PagedList
        list={list}
        isEmpty={rows.length === 0}
        empty={
          wanted === '' ? (
            <Empty icon="file" title={t`Шаблонов пока нет`} action={create}>
              {t`Сохраните ответ, который пишете каждый день: имя, заказ и товар подставятся сами.`}
            </Empty>
          ) : (
            <Empty icon="search" title={t`Ничего не нашлось`} />
          )
        }
      >
        <div className={list.isPlaceholderData ? 'opacity-60' : undefined}>
          {foldersOf(rows).map(({ folder, templates }) => (
            <section key={folder} className="mb-5">
              <h2 className="mb-1.5 text-sm font-semibold text-ink2">
                {folder === '' ? t`Без папки` : folder}
              </h2>
              <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-panel">
                {templates.map((template) => (
                  <TemplateRow key={template.id} template={template} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </PagedList>
    </>
  );
}

/** The list comes in the order of folders; here it is cut where the folder changes. */
function foldersOf(rows: Template[]): { folder: string; templates: Template[] }[] {
  const folders: { folder: string; templates: Template[] }[] = [];
  for (const row of rows) {
    const last = folders.at(-1);
    if (last?.folder === row.folder) last.templates.push(row);
    else folders.push({ folder: row.folder, templates: [row] });
  }
  return folders;
}
