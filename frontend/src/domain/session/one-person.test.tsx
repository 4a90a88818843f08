import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { announcePerson, useOnePerson } from './one-person';

function openTab(userId: string) {
  const leave = vi.fn();
  const tab = renderHook(({ id }) => useOnePerson(id, leave), { initialProps: { id: userId } });
  return { leave, becomes: (id: string) => tab.rerender({ id }) };
}

it('leaves the page of a person when another tab is opened by somebody else, and only then', async () => {
  const hers = openTab('1');
  const hersToo = openTab('1');
  expect(hers.leave).not.toHaveBeenCalled();

  openTab('2');

  await vi.waitFor(() => expect(hers.leave).toHaveBeenCalledExactlyOnceWith('/'));
  await vi.waitFor(() => expect(hersToo.leave).toHaveBeenCalledOnce());
});

it('goes where one signs in when she signs out, here or elsewhere', async () => {
  const hers = openTab('1');

  announcePerson(null);

  await vi.waitFor(() => expect(hers.leave).toHaveBeenCalledExactlyOnceWith('/login'));
});

it('leaves it when the server names somebody else, and says nothing for them', async () => {
  const hers = openTab('1');
  const hersToo = openTab('1');

  hers.becomes('2');

  expect(hers.leave).toHaveBeenCalledOnce();
  expect(hersToo.leave).not.toHaveBeenCalled();
});
