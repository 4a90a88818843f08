import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import type { Attachment } from '@/api/types';
import { makeChat, makeMessage } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';
import { announce, type World } from '@/testing/world';

beforeAll(loadInbox);

const makePicture = (part: Partial<Attachment> = {}): Attachment => ({
  id: '0',
  name: '1.jpg',
  content_type: 'image/jpeg',
  is_image: true,
  size: null,
  moderation: 'passed',
  is_withheld: false,
  url: '/nothing',
  ...part,
});
const withheld = makePicture({ name: '', content_type: null, moderation: 'pending', is_withheld: true });

const withPictures = (...pictures: Attachment[]) =>
  pictures.map((picture, index) =>
    makeMessage({ id: `1${index}`, chat_id: '1', text: '', attachments: [picture] }),
  );

function open(...pictures: Attachment[]): World {
  const world = serve({
    chats: [makeChat({ id: '1' })],
    messages: new Map([['1', withPictures(...pictures)]]),
  });
  openApp('/w/dom/inbox?view=all&chat=1');
  return world;
}

function marketplaceTells(world: World, picture: Attachment): void {
  world.messages.set('1', withPictures(picture));
  announce(world, { kind: 'message.updated', chat_id: '1', message_id: '10' });
  act(() => void window.dispatchEvent(new Event('focus')));
}

const image = { name: /^Фото от покупателя/ };

it('says of a picture that is not shown yet that it is being checked, and asks for nothing', async () => {
  open(withheld);

  expect(await screen.findByText('на проверке')).toBeVisible();
  expect(screen.queryByRole('img', image)).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Повторить' })).not.toBeInTheDocument();
});

it('says of one that passed and is not there yet who keeps it', async () => {
  open({ ...withheld, moderation: 'passed' });

  expect(await screen.findByText('Ozon пока не показывает фото')).toBeVisible();
});

it('shows it as soon as the marketplace does', async () => {
  const world = open(withheld);
  await screen.findByText('на проверке');

  marketplaceTells(world, makePicture());

  expect(await screen.findByRole('img', image)).toBeVisible();
});

it.each([
  ['pending', 'на проверке'],
  ['none', 'не загрузилось'],
] as const)('says of a %s one that did not load: %s', async (moderation, words) => {
  open(makePicture({ moderation }));
  fireEvent.error(await screen.findByRole('img', image));

  expect(await screen.findByText(words)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Повторить' })).toBeVisible();
});

it('tries one that did not load again when more is known of it', async () => {
  const world = open(makePicture({ moderation: 'pending' }));
  fireEvent.error(await screen.findByRole('img', image));
  await screen.findByText('на проверке');

  marketplaceTells(world, makePicture());

  expect(await screen.findByRole('img', image)).toBeVisible();
});

it('leaves out of the full view what is not there to see', async () => {
  open(makePicture({ name: '1.jpg' }), withheld, makePicture({ name: '3.jpg' }));
  const [first] = await screen.findAllByRole('img', image);

  await userEvent.click(first as HTMLElement);

  expect(await within(await screen.findByRole('dialog')).findByText('1 из 2')).toBeVisible();
});
