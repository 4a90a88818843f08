import { useLingui } from '@lingui/react/macro';
import { copyText } from './copy-button';
import { Icon } from './icon';
import { toast } from './toasts';

/** A number that people take elsewhere: one click copies it. */
export function Copyable({ label, value }: { label?: string; value: string }) {
  const { t } = useLingui();
  const copy = async () => {
    if (await copyText(value)) toast(t`Скопировано: ${value}`);
  };
  return (
    <button
      type="button"
      onClick={copy}
      title={t`Скопировать`}
      className="inline-flex min-h-6 max-w-full coarse:min-h-11 items-center gap-1 rounded-sm text-left hover:text-ink"
    >
      <span className="min-w-0 break-words">
        {label ? `${label} ` : ''}
        {value}
      </span>
      <Icon name="copy" size={13} className="text-ink3" />
    </button>
  );
}
