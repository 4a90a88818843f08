import { hasCode } from '@/api/errors';
import type { Draft } from '@/api/types';
import { createStore } from '@/lib/event-store';
import { mergeDrafts } from './draft-merge';
import { fetchDraft, saveDraft } from './draft-requests';
import { type LocalDraft, readDraft, writeDraft } from './drafts';

const HERE_AFTER_MS = 250;
const THERE_AFTER_MS = 2_000;
const NOTHING: LocalDraft = { text: '', at: 0, version: 0, unsaved: false };

export type DraftState = { text: string; conflict: Draft | null };

/**
 * The draft of one chat in one window: on this device within 300 ms, at the server 2 s later. Requests go one after
 * the other, each over the version it has seen; another device's text is never overwritten and never lost.
 */
export class DraftKeeper {
  readonly state;
  private local: LocalDraft;
  private busy = false;
  /** Counts what was written and saved: an answer that was overtaken by it says nothing any more. */
  private turns = 0;
  /** Typed and not yet on the device. What is kept is not written again: it may have been wiped by signing out. */
  private typed = false;
  private here: ReturnType<typeof setTimeout> | undefined;
  private there: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly storageKey: string,
    private readonly chatId: string,
    /** Hears what the server has now. */
    private readonly onKept: (draft: Draft) => void = () => undefined,
  ) {
    this.local = readDraft(storageKey, chatId) ?? NOTHING;
    this.state = createStore<DraftState>({ text: this.local.text, conflict: null });
  }

  readonly write = (text: string): void => {
    this.put(text);
    clearTimeout(this.here);
    this.here = setTimeout(this.keepHere, HERE_AFTER_MS);
    this.saveLater();
  };

  /** Asks what another device may have written. */
  readonly refresh = async (): Promise<void> => {
    if (this.busy) return;
    const asked = this.moment();
    const server = await fetchDraft(this.chatId).catch(() => null);
    if (server && !this.busy && asked === this.moment()) this.meet(server);
  };

  readonly flush = (options: { leaving?: boolean } = {}): void => {
    if (this.typed) this.keepHere();
    void this.save(options.leaving ?? false);
  };

  /** The text went out as a reply: the version that the server may drop with it. */
  readonly takeAway = (): number | null => {
    const { version } = this.local;
    this.put('');
    this.flush();
    return version === 0 ? null : version;
  };

  /** Ends a conflict; the text that steps back is returned, so that it can be had again. */
  readonly resolve = (choice: 'mine' | 'other'): string => {
    const other = this.state.get().conflict;
    const mine = this.local.text;
    if (!other) return mine;
    if (choice === 'other') {
      this.settle(other);
      return mine;
    }
    this.local = { ...this.local, version: other.version };
    this.state.set({ text: mine, conflict: null });
    this.flush();
    return other.text;
  };

  private moment(): string {
    return `${this.turns} ${readDraft(this.storageKey, this.chatId)?.at}`;
  }

  private put(text: string): void {
    this.turns += 1;
    this.local = { ...this.local, text, at: Date.now(), unsaved: true };
    this.typed = true;
    this.state.set({ ...this.state.get(), text });
  }

  private readonly keepHere = (): void => {
    clearTimeout(this.here);
    this.typed = false;
    writeDraft(this.storageKey, this.chatId, this.local);
  };

  private saveLater(): void {
    clearTimeout(this.there);
    this.there = setTimeout(() => void this.save(false), THERE_AFTER_MS);
  }

  private async save(leaving: boolean): Promise<void> {
    clearTimeout(this.there);
    if (this.busy || !this.local.unsaved || this.state.get().conflict) return;
    this.busy = true;
    const { text } = this.local;
    try {
      const kept = await saveDraft(this.chatId, this.local, leaving);
      this.local = { ...this.local, version: kept.version, unsaved: this.local.text !== text };
      this.keepSaved();
      this.onKept(kept);
      if (this.local.unsaved) this.saveLater();
    } catch (error) {
      // Without a connection the text stays here, marked as unsaved, and goes with the next word or visit.
      if (hasCode(error, 'draft_conflict')) this.meet(error.extra.current as Draft);
    } finally {
      this.turns += 1;
      this.busy = false;
    }
  }

  /** A text that came back to the chat since then, while nobody wrote here, stays as it is. */
  private keepSaved(): void {
    const here = readDraft(this.storageKey, this.chatId);
    if (here === null || here.at <= this.local.at) this.keepHere();
    else writeDraft(this.storageKey, this.chatId, { ...here, version: this.local.version });
  }

  private meet(server: Draft): void {
    const merge = mergeDrafts(this.local, server);
    if (merge === 'conflict') {
      this.state.set({ ...this.state.get(), conflict: server });
      return;
    }
    if (merge === 'save') {
      this.local = { ...this.local, version: server.version };
      this.state.set({ text: this.local.text, conflict: null });
      this.saveLater();
      return;
    }
    this.settle(server);
  }

  private settle(server: Draft): void {
    this.local = { text: server.text, at: Date.now(), version: server.version, unsaved: false };
    this.keepHere();
    this.state.set({ text: server.text, conflict: null });
    this.onKept(server);
  }
}
