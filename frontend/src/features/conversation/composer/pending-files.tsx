import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { errorText } from '@/api/errors';
import { fileSize } from '@/domain/marketplace/file-size';
import { IconButton } from '@/ui/button';
import { Icon } from '@/ui/icon';
import type { PendingFile } from './pending-files-store';

type Props = {
  files: PendingFile[];
  separate: boolean;
  maxBytes: number | undefined;
  onRemove: (id: string) => void;
};

/** What will go with the answer, each with its progress or its own error. */
export default function PendingFiles({ files, separate, maxBytes, onRemove }: Props) {
  const { t } = useLingui();
  if (files.length === 0) return null;
  const apart = separate || files.length > 1;
  return (
    <div className="mb-2">
      <ul className="flex flex-wrap gap-2">
        {files.map((item) => (
          <FileLine key={item.id} item={item} maxBytes={maxBytes} onRemove={() => onRemove(item.id)} />
        ))}
      </ul>
      {apart ? (
        <p className="mt-1 text-xs text-ink2">
          {files.length > 1 ? t`Каждый файл уйдёт отдельным сообщением` : t`Уйдёт отдельным сообщением`}
        </p>
      ) : null}
    </div>
  );
}

function FileLine({
  item,
  maxBytes,
  onRemove,
}: {
  item: PendingFile;
  maxBytes?: number;
  onRemove: () => void;
}) {
  const { t, i18n } = useLingui();
  const ending = /\.\w+$/.exec(item.file.name)?.[0].toLowerCase();
  const problem =
    item.refusal === 'size'
      ? t`больше ${fileSize(i18n, maxBytes ?? 0)}`
      : item.refusal === 'type'
        ? ending
          ? t`тип ${ending} не принимается`
          : t`такой вид файлов не принимается`
        : item.error !== null
          ? errorText(item.error, i18n.locale).text
          : null;
  const { name } = item.file;
  return (
    <li
      className={`flex max-w-full items-center gap-2 rounded-md border py-1 pr-1 pl-2 ${problem ? 'border-bad' : 'border-line'}`}
    >
      <Thumbnail file={item.file} />
      <div className="min-w-0">
        <div className="max-w-52 truncate text-sm">{name}</div>
        <div className={`text-xs ${problem ? 'text-bad' : 'text-ink2'}`}>
          {problem ??
            (item.upload ? fileSize(i18n, item.file.size) : i18n.number(item.share, { style: 'percent' }))}
        </div>
        {item.upload || problem ? null : (
          <progress
            value={item.share}
            max={1}
            aria-label={t`Загрузка файла ${name}`}
            className="block h-1 w-full accent-accent"
          />
        )}
      </div>
      <IconButton icon="close" label={t`Убрать файл ${name}`} size={14} onClick={onRemove} />
    </li>
  );
}

function Thumbnail({ file }: { file: File }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file.type.startsWith('image/')) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (url === null)
    return <Icon name={file.type.startsWith('image/') ? 'image' : 'file'} className="text-ink2" />;
  return <img src={url} alt="" className="size-9 shrink-0 rounded-sm object-cover" />;
}
