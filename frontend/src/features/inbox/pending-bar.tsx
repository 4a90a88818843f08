import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Icon } from '@/ui/icon';

/** Instead of a jumping list: says what changed and sorts when asked. */
export function PendingBar(props: { fresh: number; moved: boolean; onApply: () => void }) {
  const { t } = useLingui();
  const { fresh } = props;
  if (fresh === 0 && !props.moved) return null;
  return (
    <button
      type="button"
      onClick={props.onApply}
      className="flex min-h-9 w-full items-center justify-center gap-1.5 border-b border-line bg-accent-soft text-sm font-medium text-accent coarse:min-h-11"
    >
      <Icon name="refresh" size={14} />
      {fresh > 0
        ? t`${plural(fresh, { one: '# новый чат', few: '# новых чата', many: '# новых чатов', other: '# нового чата' })}`
        : t`Порядок изменился`}
      <kbd className="ml-1 text-xs font-normal phone:hidden">Shift+R</kbd>
    </button>
  );
}
