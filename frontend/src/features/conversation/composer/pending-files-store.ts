import type { Upload } from '@/api/types';
import { uploadFile } from '@/api/upload';
import { createStore } from '@/lib/event-store';
import { newUuid } from '@/lib/uuid';

export type PendingFile = {
  id: string;
  chatId: string;
  file: File;
  share: number;
  upload: Upload | null;
  error: unknown;
  refusal: 'size' | 'type' | null;
  cancel: () => void;
};

const store = createStore<PendingFile[]>([]);
export const pendingFiles = { get: store.get, subscribe: store.subscribe };

const change = (id: string, part: Partial<PendingFile>) =>
  store.set(store.get().map((item) => (item.id === id ? { ...item, ...part } : item)));

/** Files chosen for a chat stay with that chat while the person looks at another one. */
export function addFile(chatId: string, file: File, refusal: PendingFile['refusal']): void {
  const id = newUuid();
  const ending = new AbortController();
  const item: PendingFile = {
    id,
    chatId,
    file,
    share: 0,
    upload: null,
    error: null,
    refusal,
    cancel: () => ending.abort(),
  };
  store.set([...store.get(), item]);
  if (refusal !== null) return;
  uploadFile({ file, signal: ending.signal, onProgress: (share) => change(id, { share }) }).then(
    (upload) => change(id, { upload, share: 1 }),
    (error: unknown) => change(id, { error }),
  );
}

export function removeFile(id: string): void {
  store
    .get()
    .find((item) => item.id === id)
    ?.cancel();
  store.set(store.get().filter((item) => item.id !== id));
}
