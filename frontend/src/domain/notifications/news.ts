import { createStore } from '@/lib/event-store';

/** Ids of the notifications that the change feed has just brought, for whoever tells of them. */
export const notificationNews = createStore<string[]>([]);
