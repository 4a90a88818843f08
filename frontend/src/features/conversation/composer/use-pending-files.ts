import { useMemo, useSyncExternalStore } from 'react';
import type { ChatAccount } from '@/api/types';
import { addFile, type PendingFile, pendingFiles, removeFile } from './pending-files-store';

const MAX_FILES = 10;

export function usePendingFiles(chatId: string, capabilities: ChatAccount['capabilities'] | undefined) {
  const everywhere = useSyncExternalStore(pendingFiles.subscribe, pendingFiles.get);
  const all = useMemo(() => everywhere.filter((item) => item.chatId === chatId), [everywhere, chatId]);
  return {
    all,
    ready: all.flatMap((item) => item.upload ?? []),
    uploading: all.some((item) => item.upload === null && item.error === null && item.refusal === null),
    add: (files: File[]) => {
      for (const file of files.slice(0, MAX_FILES - all.length))
        addFile(chatId, file, refusalOf(file, capabilities));
    },
    remove: removeFile,
    clear: () => {
      for (const item of all) if (item.upload !== null) removeFile(item.id);
    },
  };
}

/** The limits are the marketplace's and come with the account; the server checks the content once more. */
export function refusalOf(
  file: Pick<File, 'size' | 'type'>,
  capabilities: Pick<ChatAccount['capabilities'], 'file_max_bytes' | 'file_types'> | undefined,
): PendingFile['refusal'] {
  if (!capabilities) return null;
  if (file.size > capabilities.file_max_bytes) return 'size';
  if (capabilities.file_types.length > 0 && !capabilities.file_types.includes(file.type)) return 'type';
  return null;
}
