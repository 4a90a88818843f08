import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { SavedView } from '@/api/types';
import { type InboxFilters, inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { useCommand } from '@/lib/commands';
import { IconButton } from '@/ui/button';
import { savedViewsQuery } from './queries';
import { filtersOf, isShown } from './view-filters';

const ViewDialog = lazy(() => import('./view-dialog'));

/** One's own views below those of everybody: each a name for filters and an order, the first nine with a digit. */
export default function SavedViews({ filters, inInbox }: { filters: InboxFilters; inInbox: boolean }) {
  const { t } = useLingui();
  const views = useQuery(savedViewsQuery()).data ?? [];
  const [asking, setAsking] = useState<SavedView | 'new' | null>(null);
  return (
    <section aria-label={t`Мои виды`} className="mt-4 strip:hidden">
      <div className="flex items-center justify-between pl-2.5">
        <h2 className="text-xs font-semibold text-ink3">{t`Мои виды`}</h2>
        {inInbox ? (
          <IconButton
            icon="plus"
            size={14}
            label={t`Сохранить вид: фильтры и порядок списка`}
            aria-haspopup="dialog"
            className="!size-6 coarse:!size-11"
            onClick={() => setAsking('new')}
          />
        ) : null}
      </div>
      <ul className="space-y-0.5">
        {views.map((view) => (
          <ViewLink
            key={view.id}
            view={view}
            current={inInbox && isShown(view, filters)}
            onChange={() => setAsking(view)}
          />
        ))}
      </ul>
      {asking ? (
        <Suspense>
          <ViewDialog
            view={asking === 'new' ? null : asking}
            filters={filters}
            last={views.length - 1}
            onClose={() => setAsking(null)}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

function ViewLink({ view, current, onChange }: { view: SavedView; current: boolean; onChange: () => void }) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const path = inboxPath(slug, filtersOf(view));
  useCommand(`view-${view.place + 1}`, () => void navigate(path));
  return (
    <li
      className={`group flex items-center rounded-md ${current ? 'bg-accent-soft text-accent' : 'text-ink2 hover:bg-sunken hover:text-ink'}`}
    >
      <Link
        to={path}
        title={view.name}
        aria-current={current ? 'page' : undefined}
        className={`flex min-h-8 min-w-0 flex-1 items-center gap-2.5 rounded-md px-2.5 coarse:min-h-11 ${current ? 'font-medium' : ''}`}
      >
        <kbd className="w-[18px] shrink-0 text-center font-sans text-xs">{view.place + 1}</kbd>
        <span className="min-w-0 flex-1 truncate">{view.name}</span>
      </Link>
      <IconButton
        icon="more"
        size={14}
        label={t`Изменить вид «${view.name}»`}
        aria-haspopup="dialog"
        className="!size-6 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 coarse:!size-11 coarse:opacity-100"
        onClick={onChange}
      />
    </li>
  );
}
