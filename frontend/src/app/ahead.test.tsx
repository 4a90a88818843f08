import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { listQuery, readFilters } from '@/domain/chats/filters';
import { chatListQuery } from '@/domain/chats/queries';
import { meQuery } from '@/domain/session/queries';
import { makeChat } from '@/testing/factories';
import { serve, server } from '@/testing/server';
import { askAhead, openCache } from './ahead';
import { askEarly } from './ask-early';

it('has the list that the address names ready for the workspace, once and for no other', async () => {
  serve({ chats: [makeChat({ id: '7' })] });
  const search = '?view=all&chat=7';
  const { queryKey } = chatListQuery(listQuery(readFilters(new URLSearchParams(search))));

  await askAhead({ pathname: '/w/dom/inbox', search });
  const { client: cache, place } = openCache('dom');
  const again = openCache('dom').client;
  await askAhead({ pathname: '/w/dom/inbox', search });
  const other = openCache('sad').client;

  expect(cache.getQueryData(queryKey)?.pages[0]?.results.map((chat) => chat.id)).toEqual(['7']);
  expect(cache.getQueryData(meQuery().queryKey)).toBeDefined();
  expect(place?.after).toBe('0');
  expect(again.getQueryData(queryKey)).toBeUndefined();
  expect(other.getQueryData(queryKey)).toBeUndefined();
});

it('asks where the change feed stands before it reads what the feed tells of', async () => {
  serve({ chats: [makeChat({ id: '7' })] });
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/changes', async () => {
      asked.push('changes');
      await new Promise((resolve) => setTimeout(resolve, 20));
      asked.push('head known');
      return HttpResponse.json({ results: [], next_after: '41', has_more: false });
    }),
    http.get('*/api/v1/chats', () => {
      asked.push('chats');
    }),
  );

  const done = askAhead({ pathname: '/w/dom/inbox', search: '' });
  const early = openCache('dom').place;
  await done;
  const again = askAhead({ pathname: '/w/dom/inbox', search: '' });
  await again;

  expect(asked.slice(0, 3)).toEqual(['changes', 'head known', 'chats']);
  expect(early).toBeNull();
  expect(openCache('dom').place?.after).toBe('41');
});

it('takes over what was asked for before the application was there, and asks for nothing twice', async () => {
  serve({ chats: [makeChat({ id: '7', preview: 'чехол для «Юпитера» & ко' })] });
  const asked: string[] = [];
  server.events.on('request:start', ({ request }) => {
    asked.push(new URL(request.url).pathname);
  });
  const address = {
    pathname: '/w/dom/inbox',
    search: `?view=all&account=a1,a2&assignee=none&sort=oldest&q=${encodeURIComponent('чехол для «Юпитера» & ко')}`,
  };
  window.history.replaceState(null, '', `${address.pathname}${address.search}`);

  askEarly(address);
  await askAhead(address);
  server.events.removeAllListeners();

  expect(asked.toSorted()).toEqual(['/api/v1/changes', '/api/v1/chats', '/api/v1/me']);
  expect(openCache('dom').place?.after).toBe('0');
});

it('asks for itself what could not be had early', async () => {
  serve({ chats: [makeChat({ id: '7' })] });
  server.use(http.get('*/api/v1/me', () => HttpResponse.error(), { once: true }));
  const address = { pathname: '/w/dom/inbox', search: '' };
  window.history.replaceState(null, '', address.pathname);

  askEarly(address);
  await askAhead(address);

  expect(openCache('dom').client.getQueryData(meQuery().queryKey)).toBeDefined();
});
