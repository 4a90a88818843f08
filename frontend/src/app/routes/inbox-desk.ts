/** What an agent works with beside reading: comes in one piece right after the first paint. */

export { Company } from '@/domain/presence/company';
export { ListCompanies, RowCompany } from '@/domain/presence/row-company';
export { HeadActions } from '@/features/chat-actions/head-actions';
export { StateLine } from '@/features/chat-actions/state-line';
export { ComposerPane as Composer } from '@/features/conversation/composer/composer-pane';
export { Find } from '@/features/conversation/find/find';
export { DeedLines } from '@/features/conversation/notes/deed-lines';
export { EventLine } from '@/features/conversation/notes/event-line';
export { LiveLog } from '@/features/conversation/notes/live-log';
export { NoteBubble } from '@/features/conversation/notes/note-bubble';
export { OwnBubble } from '@/features/conversation/sending/own-bubble';
export { EmptyList } from '@/features/inbox/empty-list';
export { SelectionBar } from '@/features/inbox/selection/selection-bar';
export { ContextPane } from '@/features/order/context-pane';
