import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it, vi } from 'vitest';
import { makeContext } from '@/testing/context-factory';
import { makeChat } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(loadInbox);

it('shows product and order by a key, and what is missing says why', async () => {
  const reason = 'Ключ Ozon не даёт смотреть заказы.';
  const { product } = makeContext();
  serve({
    chats: [makeChat({ id: '1' })],
    context: {
      product,
      order: { state: 'not_allowed', fetched_at: null, reason, remedy: null, number: null, parcels: [] },
    },
  });
  openApp('/w/dom/inbox?view=all&chat=1');
  await screen.findByRole('textbox', { name: 'Ответ покупателю' });

  await userEvent.setup({ keyboardMap: [{ code: 'KeyI', key: 'ш' }] }).keyboard('[KeyI]');

  const sheet = await screen.findByRole('dialog', { name: 'Сведения' });
  expect(await within(sheet).findByText(reason)).toBeVisible();
  await userEvent.click(within(sheet).getByRole('tab', { name: 'Товар' }));
  expect(await within(sheet).findByText('Ночник «Лис»')).toBeVisible();
  expect(within(sheet).getByText(/2.490.₽/)).toBeVisible();
});

it('puts a value into the reply, and tells of the buyer and of notes by keys', async () => {
  const buyer_external_id = '900017722';
  serve({
    chats: [
      makeChat({ id: '1', buyer_external_id, preview: buyer_external_id }),
      makeChat({ id: '2', buyer_external_id, preview: buyer_external_id, title: 'Коврик' }),
    ],
  });
  openApp('/w/dom/inbox?view=all&chat=1');
  const reply = await screen.findByRole('textbox', { name: 'Ответ покупателю' });
  await userEvent.type(reply, 'Заказ');
  const user = userEvent.setup({ keyboardMap: [1, 3, 4].map((n) => ({ code: `Digit${n}`, key: `${n}` })) });

  await user.keyboard('{Alt>}[Digit1]{/Alt}');
  const sheet = await screen.findByRole('dialog', { name: 'Сведения' });
  await userEvent.click(
    await within(sheet).findByRole('button', { name: 'Вставить в ответ: 48866017-0495' }),
  );
  expect(reply).toHaveValue('Заказ 48866017-0495');
  await userEvent.click(within(sheet).getByRole('tab', { name: 'Покупатель' }));
  expect(await within(sheet).findByRole('link', { name: /Коврик/ })).toBeVisible();
  await userEvent.click(within(sheet).getByRole('tab', { name: 'Заметки' }));
  expect(await within(sheet).findByText('Заметок пока нет.')).toBeVisible();
});

it('lets a chat be closed while the other chats of its buyer are known', async () => {
  const buyer_external_id = '900017722';
  serve({ chats: ['1', '2'].map((id) => makeChat({ id, buyer_external_id, preview: buyer_external_id })) });
  openApp('/w/dom/inbox?view=all&chat=1');
  await screen.findByRole('textbox', { name: 'Ответ покупателю' });
  await userEvent.click(await screen.findByRole('button', { name: 'Товар и заказ' }));
  const sheet = await screen.findByRole('dialog', { name: 'Сведения' });
  await userEvent.click(within(sheet).getByRole('tab', { name: 'Покупатель' }));
  await within(sheet).findByRole('link');
  await userEvent.click(within(sheet).getByRole('button', { name: 'Закрыть' }));

  await userEvent.click(await screen.findByRole('button', { name: 'Закрыть' }));

  expect(await screen.findByText('Чат закрыт')).toBeVisible();
});

it('says nothing of a chat that is not there, for the conversation says it', async () => {
  const narrow = window.matchMedia('');
  vi.spyOn(window, 'matchMedia').mockImplementation((media) => {
    return { ...narrow, media, matches: media.startsWith('(min-width') };
  });
  serve({ chats: [makeChat({ id: '1' })] });

  openApp('/w/dom/inbox?view=all&chat=7');

  expect(await screen.findByText('Такого чата нет')).toBeVisible();
  expect(screen.queryByRole('complementary', { name: 'Сведения' })).toBeNull();
});
