import { expect, it } from 'vitest';
import { listQuery, readFilters } from '@/domain/chats/filters';
import { chatListQuery } from '@/domain/chats/queries';
import { meQuery } from '@/domain/session/queries';
import { makeChat } from '@/testing/factories';
import { serve } from '@/testing/server';
import { askAhead, openCache } from './ahead';

it('has the list that the address names ready for the workspace, once and for no other', async () => {
  serve({ chats: [makeChat({ id: '7' })] });
  const search = '?view=all&chat=7';
  const { queryKey } = chatListQuery(listQuery(readFilters(new URLSearchParams(search))));

  await askAhead({ pathname: '/w/dom/inbox', search });
  const cache = openCache('dom');
  const again = openCache('dom');
  await askAhead({ pathname: '/w/dom/inbox', search });
  const other = openCache('sad');

  expect(cache.getQueryData(queryKey)?.pages[0]?.results.map((chat) => chat.id)).toEqual(['7']);
  expect(cache.getQueryData(meQuery().queryKey)).toBeDefined();
  expect(again.getQueryData(queryKey)).toBeUndefined();
  expect(other.getQueryData(queryKey)).toBeUndefined();
});
