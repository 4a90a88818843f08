import { useLingui } from '@lingui/react/macro';
import type { ChatAccount } from '@/api/types';
import { ASSIGNEES, type InboxFilters, SORTS, type Sort } from '@/domain/chats/filters';
import { SORT_NAMES, VIEW_NAMES } from '@/domain/chats/view-names';
import { Button, IconButton } from '@/ui/button';
import { Select } from '@/ui/select';
import { FreshnessLine } from './freshness-line';
import { SearchBox } from './search-box';

type Props = {
  filters: InboxFilters;
  count: number | null;
  accounts: ChatAccount[];
  onChange: (part: Partial<InboxFilters>) => void;
  onSearch: (search: string) => void;
  onPaste: (text: string, stands: () => boolean) => void;
  picking: boolean;
  onPick: () => void;
};

/** Which chats these are, how many, how fresh; search and order. */
export function ListHead({ filters, count, accounts, onChange, picking, onPick, ...search }: Props) {
  const { t, i18n } = useLingui();
  const chosen = accounts.filter((account) => filters.accounts.includes(account.id));
  return (
    <div className="space-y-2 border-b border-line bg-panel px-4 pt-3 pb-3">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h1 className="flex min-w-0 flex-1 basis-[7rem] text-lg font-semibold whitespace-pre">
          <span className="truncate">{i18n._(VIEW_NAMES[filters.view].name)}</span>
          {count === null ? null : <span className="font-normal text-ink3"> {i18n.number(count)}</span>}
        </h1>
        <IconButton
          icon="ticks"
          label={t`Выбрать несколько`}
          hint="X"
          aria-pressed={picking}
          className={picking ? 'bg-accent-soft !text-accent' : ''}
          onClick={onPick}
        />
        <Select
          label={t`Порядок`}
          hideLabel
          className="max-w-[9rem] shrink-0 [&_select]:field-sizing-content"
          value={filters.sort}
          onChange={(event) => onChange({ sort: event.target.value as Sort })}
          options={SORTS.map((sort) => ({ value: sort, label: i18n._(SORT_NAMES[sort]) }))}
        />
      </div>
      <SearchBox value={filters.search} onChange={search.onSearch} onPaste={search.onPaste} />
      <div className="flex min-h-4 flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <FreshnessLine accounts={accounts} />
        <div className="flex gap-1">
          {ASSIGNEES.map((assignee) => (
            <Button
              key={assignee}
              look="quiet"
              aria-pressed={filters.assignee === assignee}
              className={`!min-h-6 !px-1.5 !py-0 text-xs coarse:!min-h-11 coarse:!min-w-11 ${filters.assignee === assignee ? '!bg-accent-soft !text-accent' : ''}`}
              onClick={() => onChange({ assignee: filters.assignee === assignee ? null : assignee })}
            >
              {assignee === 'me' ? t`Мои` : t`Ничьи`}
            </Button>
          ))}
        </div>
        {chosen.length === 0 ? null : (
          <Button
            look="quiet"
            icon="close"
            className="!min-h-6 !px-1.5 text-xs coarse:!min-h-11"
            onClick={() => onChange({ accounts: [] })}
          >
            {chosen.map((account) => account.title).join(', ')}
            <span className="sr-only">{t`: сбросить фильтр`}</span>
          </Button>
        )}
      </div>
    </div>
  );
}
