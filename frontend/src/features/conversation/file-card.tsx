import { useLingui } from '@lingui/react/macro';
import { fileUrl } from '@/api/file-url';
import type { Attachment } from '@/api/types';
import { fileSize } from '@/domain/marketplace/file-size';
import { Icon } from '@/ui/icon';

export function FileCard({ attachment }: { attachment: Attachment }) {
  const { t, i18n } = useLingui();
  const size = attachment.size === null ? null : fileSize(i18n, attachment.size);
  if (attachment.moderation === 'failed') {
    return (
      <p className="mb-1 flex items-center gap-2 text-ink2">
        <Icon name="lock" /> {t`Файл отклонён модерацией`}
      </p>
    );
  }
  return (
    <a
      href={fileUrl(attachment.url)}
      download={attachment.name}
      className="mb-1 flex min-h-11 max-w-full items-center gap-2 rounded-md bg-sunken px-3 py-2 text-ink hover:underline"
    >
      <Icon name="file" className="text-ink2" />
      <span className="min-w-0 flex-1 truncate">{attachment.name || t`Файл`}</span>
      {size === null ? null : <span className="shrink-0 text-xs text-ink2">{size}</span>}
    </a>
  );
}
