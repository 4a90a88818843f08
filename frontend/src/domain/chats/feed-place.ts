import { createStore } from '@/lib/event-store';

/** The message that the feed is asked to bring into sight; taken back once it is there. */
export const feedPlace = createStore<string | null>(null);
