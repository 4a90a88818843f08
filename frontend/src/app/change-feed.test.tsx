import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { chatKeys } from '@/domain/chats/keys';
import { WorkspaceProvider, workspaceScope } from '@/domain/session/workspace';
import { makeMe } from '@/testing/factories';
import { serve } from '@/testing/server';
import { announce } from '@/testing/world';
import { ChangeFeed } from './change-feed';

afterEach(() => vi.unstubAllGlobals());

const scope = (() => {
  const found = workspaceScope(makeMe(), 'dom');
  if (found === null) throw new Error('the workspace of the tests is gone');
  return found;
})();

let read = 0;

function Reader() {
  const { data } = useQuery({
    queryKey: chatKeys.counts,
    queryFn: () => Promise.resolve(++read),
    staleTime: 60_000,
  });
  return <output>{data}</output>;
}

/** A tab whose list is read, while another tab leads and has told all there is to tell. */
function openSecondTab(after: string | null): void {
  read = 0;
  vi.stubGlobal(
    'navigator',
    Object.create(navigator, { locks: { value: { request: () => new Promise(() => {}) } } }),
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <WorkspaceProvider scope={scope}>
        <Reader />
        <ChangeFeed place={after === null ? null : { after, at: performance.now() }} />
      </WorkspaceProvider>
    </QueryClientProvider>,
  );
}

it('catches up with what another tab told before this one listened', async () => {
  const world = serve({});
  announce(world, { kind: 'chat.updated', chat_id: '7' });
  openSecondTab('0');

  expect(await screen.findByText('2')).toBeVisible();
});

it('reads nothing again where nothing changed since it began', async () => {
  const world = serve({});
  announce(world, { kind: 'chat.updated', chat_id: '7' });
  openSecondTab('1');

  await screen.findByText('1');
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(read).toBe(1);
});

it('reads all anew where it does not know since when', async () => {
  serve({});
  openSecondTab(null);

  expect(await screen.findByText('2')).toBeVisible();
});
