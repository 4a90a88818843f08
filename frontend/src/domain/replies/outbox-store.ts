import { createStore } from '@/lib/event-store';
import { keysWith, readJson, writeJson } from '@/lib/storage';
import { inOrder, type OutboxEntry } from './outbox';

/**
 * The outbox of one person in one workspace on this device. Every entry has a storage row of its own, so that two
 * tabs never overwrite each other's; it stays until the server has the reply or the person deletes it.
 */
export class OutboxStore {
  private readonly prefix: string;
  private readonly entries = createStore<OutboxEntry[]>([]);
  /** Entries kept in memory when the browser's storage refuses them. */
  private readonly unsaved = new Map<string, OutboxEntry>();
  private followers = 0;

  constructor(storageKey: string) {
    this.prefix = `${storageKey}:outbox:`;
    this.reload();
  }

  /** However many listen, what another tab wrote is read once. */
  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.followers === 0) window.addEventListener('storage', this.follow);
    this.followers += 1;
    const stop = this.entries.subscribe(listener);
    return () => {
      stop();
      this.followers -= 1;
      if (this.followers === 0) window.removeEventListener('storage', this.follow);
    };
  };

  readonly all = (): OutboxEntry[] => this.entries.get();

  find(key: string): OutboxEntry | undefined {
    return this.all().find((entry) => entry.key === key);
  }

  put(entry: OutboxEntry): void {
    this.keep(entry);
    this.reload();
  }

  remove(key: string): void {
    this.drop(key);
    this.reload();
  }

  /** Entries in the place of another: who listens hears of it once, and never sees the place empty. */
  replace(key: string, entries: OutboxEntry[]): void {
    for (const entry of entries) this.keep(entry);
    if (!entries.some((entry) => entry.key === key)) this.drop(key);
    this.reload();
  }

  reload(): void {
    const saved = keysWith(this.prefix).flatMap((key) => readJson<OutboxEntry>(key) ?? []);
    this.entries.set([...saved, ...this.unsaved.values()].sort(inOrder));
  }

  private readonly follow = (event: StorageEvent): void => {
    if (event.key === null || event.key.startsWith(this.prefix)) this.reload();
  };

  private keep(entry: OutboxEntry): void {
    if (writeJson(this.prefix + entry.key, entry)) this.unsaved.delete(entry.key);
    else this.unsaved.set(entry.key, entry);
  }

  private drop(key: string): void {
    this.unsaved.delete(key);
    writeJson(this.prefix + key, null);
  }
}
