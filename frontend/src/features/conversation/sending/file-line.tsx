import { useLingui } from '@lingui/react';
import { fileSize } from '@/domain/marketplace/file-size';
import { Icon } from '@/ui/icon';

/** A file that the marketplace does not show yet: there is nothing to open so far. */
export function FileLine({ name, contentType, size }: { name: string; contentType: string; size: number }) {
  const { i18n } = useLingui();
  return (
    <p className="flex items-center gap-2">
      <Icon name={contentType.startsWith('image/') ? 'image' : 'file'} />
      <span className="min-w-0 truncate">{name}</span>
      <span className="text-xs text-ink2">{fileSize(i18n, size)}</span>
    </p>
  );
}
