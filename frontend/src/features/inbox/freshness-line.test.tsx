import { screen } from '@testing-library/react';
import { beforeAll, expect, it } from 'vitest';
import type { ChatAccount } from '@/api/types';
import { at, makeAccount } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(loadInbox);

const minutesAgo = (minutes: number) => at(-minutes, Date.now());
const importing = (part: Partial<ChatAccount> = {}) =>
  makeAccount({
    import: { ...makeAccount().import, state: 'running', chats_done: 0, chats_total: 1 },
    connected_at: minutesAgo(5),
    fresh_at: null,
    ...part,
  });

it('tells of an import while all data is in time', async () => {
  serve({ accounts: [makeAccount({ fresh_at: minutesAgo(0) }), importing()] });

  openApp('/w/dom/inbox?view=all');

  expect(await screen.findByText('Загружаем историю: 0 из ~1')).toBeVisible();
});

it('tells the age of late data although another cabinet is being imported', async () => {
  serve({ accounts: [makeAccount({ fresh_at: minutesAgo(20.5) }), importing()] });

  openApp('/w/dom/inbox?view=all');

  expect(await screen.findByText(/^Обновлено 20.минут назад$/)).toBeVisible();
});

it('lets no import that stands still hide how fresh the others are', async () => {
  const unreadable = importing({ last_error_code: 'marketplace_unavailable' });
  serve({ accounts: [makeAccount({ fresh_at: minutesAgo(0) }), unreadable] });

  openApp('/w/dom/inbox?view=all');

  expect(await screen.findByText(/^Данные на /)).toBeVisible();
});
