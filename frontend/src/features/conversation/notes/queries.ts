import type { QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Note } from '@/api/types';
import { chatKeys } from '@/domain/chats/keys';

export async function writeNote(client: QueryClient, chatId: string, text: string): Promise<void> {
  const note = await unwrap(
    api.POST('/api/v1/chats/{chat_id}/notes', {
      params: { path: { chat_id: chatId } },
      body: { text },
    }),
  );
  change(client, chatId, (notes) => [note, ...notes.filter((other) => other.id !== note.id)]);
}

export async function changeNote(client: QueryClient, note: Note, text: string): Promise<void> {
  const fresh = await unwrap(
    api.PATCH('/api/v1/notes/{note_id}', { params: { path: { note_id: note.id } }, body: { text } }),
  );
  change(client, note.chat_id, (notes) => notes.map((other) => (other.id === note.id ? fresh : other)));
}

export async function deleteNote(client: QueryClient, note: Note): Promise<void> {
  await unwrap(api.DELETE('/api/v1/notes/{note_id}', { params: { path: { note_id: note.id } } }));
  change(client, note.chat_id, (notes) => notes.filter((other) => other.id !== note.id));
}

function change(client: QueryClient, chatId: string, make: (notes: Note[]) => Note[]): void {
  client.setQueryData<Note[]>(chatKeys.notes(chatId), (notes = []) => make(notes));
}
