import { HttpResponse, http } from 'msw';
import type { BulkAction, BulkResult, Company, Draft, FilledTemplate, Note, SavedView } from '@/api/types';
import { notFound, page, refusal } from './answers';
import { announce, type World } from './world';

const NO_DRAFT: Draft = { text: '', version: 0, updated_at: null };

export function makeTemplate(part: Partial<FilledTemplate> = {}): FilledTemplate {
  return {
    id: '1',
    title: 'Отправка',
    folder: '',
    text: 'Добрый день! Отправим завтра.',
    missing: [],
    last_used_at: null,
    ...part,
  };
}

export function makeNote(part: Partial<Note> = {}): Note {
  return {
    id: '501',
    chat_id: '1',
    text: 'Склад обещал ответить к обеду.',
    author_name: 'Ирина Лугова',
    own: false,
    created_at: new Date().toISOString(),
    edited_at: null,
    ...part,
  };
}

/** Drafts, notes, templates, colleagues: what stands beside the answer. */
export const deskHandlers = (world: World) => [
  http.get('*/api/v1/chats/:id/draft', ({ params }) =>
    HttpResponse.json(world.drafts.get(`${params.id}`) ?? NO_DRAFT),
  ),
  http.put('*/api/v1/chats/:id/draft', async ({ params, request }) => {
    const { text } = (await request.json()) as { text: string };
    const current = world.drafts.get(`${params.id}`) ?? NO_DRAFT;
    if (current.text !== text && request.headers.get('If-Match') !== `"${current.version}"`) {
      return refusal(412, 'draft_conflict', 'Есть другой черновик.', { extra: { current } });
    }
    const fresh = { text, version: current.version + 1, updated_at: new Date().toISOString() };
    const kept = current.text === text ? current : fresh;
    world.drafts.set(`${params.id}`, kept);
    return HttpResponse.json(kept);
  }),
  http.get('*/api/v1/chats/:id/notes', ({ params }) =>
    HttpResponse.json(page(world.notes.filter((note) => note.chat_id === params.id))),
  ),
  http.get('*/api/v1/chats/:id/events', ({ params }) =>
    HttpResponse.json(page(world.events.filter((one) => one.chatId === params.id).map(({ event }) => event))),
  ),
  http.post('*/api/v1/chats/:id/notes', async ({ params, request }) => {
    const { text } = (await request.json()) as { text: string };
    const id = `${600 + world.notes.length}`;
    const note = makeNote({ id, chat_id: `${params.id}`, text, own: true, author_name: 'Ольга Ветрова' });
    world.notes = [note, ...world.notes];
    announce(world, { kind: 'note.updated', chat_id: note.chat_id });
    return HttpResponse.json(note, { status: 201 });
  }),
  http.patch('*/api/v1/notes/:id', async ({ params, request }) => {
    const { text } = (await request.json()) as { text: string };
    const edited_at = new Date().toISOString();
    world.notes = world.notes.map((note) => (note.id === params.id ? { ...note, text, edited_at } : note));
    const note = world.notes.find((one) => one.id === params.id);
    return note ? HttpResponse.json(note) : notFound();
  }),
  http.delete('*/api/v1/notes/:id', ({ params }) => {
    world.notes = world.notes.filter((note) => note.id !== params.id);
    return new HttpResponse(null, { status: 204 });
  }),
  http.get('*/api/v1/chats/:id/templates', ({ request }) => {
    const words = (new URL(request.url).searchParams.get('search') ?? '').toLowerCase();
    const fits = ({ title, text }: FilledTemplate) => `${title} ${text}`.toLowerCase().includes(words);
    return HttpResponse.json(page(world.templates.filter(fits)));
  }),
  http.post('*/api/v1/chats/:id/templates/:template/use', ({ params }) => {
    world.received.push({ key: `use ${params.template}`, body: {} });
    const template = world.templates.find((one) => one.id === params.template);
    return template ? HttpResponse.json(template) : notFound();
  }),
  http.post('*/api/v1/chats/:id/presence', () =>
    HttpResponse.json({ others: world.others, known: true, again_in_seconds: 10 } satisfies Company),
  ),
  http.get('*/api/v1/saved-views', () => HttpResponse.json(page(world.views))),
  http.post('*/api/v1/saved-views', async ({ request }) => {
    const kept = (await request.json()) as Omit<SavedView, 'id' | 'place' | 'revision'>;
    const view = { ...kept, id: `${700 + world.views.length}`, place: world.views.length, revision: 1 };
    world.views = [...world.views, view];
    return HttpResponse.json(view, { status: 201 });
  }),
  http.delete('*/api/v1/saved-views/:id', ({ params }) => {
    world.views = world.views.filter((view) => view.id !== params.id);
    return new HttpResponse(null, { status: 204 });
  }),
  http.post('*/api/v1/chats/:id/unread', ({ params }) => {
    world.received.push({ key: `unread ${params.id}`, body: {} });
    world.chats = world.chats.map((chat) => (chat.id === params.id ? { ...chat, unread_count: 1 } : chat));
    return HttpResponse.json({ unread_count: 1 });
  }),
  http.get('*/api/v1/chats/:id/context', () => HttpResponse.json(world.context)),
  http.post('*/api/v1/chats/bulk', async ({ request }) => {
    const body = (await request.json()) as BulkAction;
    world.received.push({ key: 'bulk', body });
    const results = body.chats.map((chat_id): BulkResult => {
      const error = world.refusals.get(chat_id) ?? null;
      if (error === null && body.action === 'close') close(world, chat_id);
      return { chat_id, ok: error === null, error };
    });
    return HttpResponse.json({ results });
  }),
];

function close(world: World, id: string): void {
  world.chats = world.chats.map((chat) => (chat.id === id ? { ...chat, status: 'closed' } : chat));
}
