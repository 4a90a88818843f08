import { createStore } from '@/lib/event-store';

/** Whether the last question about changes was answered: the honest sign that we are connected. */
export const connection = createStore(true);
