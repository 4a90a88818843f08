import { useLingui } from '@lingui/react/macro';
import { insertIntoReply } from '@/domain/replies/composer-insert';
import { IconButton } from '@/ui/button';
import { Copyable } from '@/ui/copyable';
import { toast } from '@/ui/toasts';

type Props = { chatId: string; label?: string; value: string; copied?: boolean };

/** A value that a reply may need: «+» puts it where the cursor stands. */
export function Value({ chatId, label, value, copied = true }: Props) {
  const { t } = useLingui();
  const insert = () => {
    if (!insertIntoReply(chatId, value)) toast(t`Сейчас отвечать некуда`);
  };
  return (
    <span className="flex items-start justify-between gap-1">
      {copied ? (
        <Copyable label={label} value={value} />
      ) : (
        <span className="min-w-0 break-words">{label ? `${label} ${value}` : value}</span>
      )}
      <IconButton
        icon="plus"
        size={14}
        label={t`Вставить в ответ: ${value}`}
        className="!size-6 coarse:!size-11"
        onClick={insert}
      />
    </span>
  );
}
