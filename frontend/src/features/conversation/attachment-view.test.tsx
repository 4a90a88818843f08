import { fireEvent, screen } from '@testing-library/react';
import { beforeAll, expect, it } from 'vitest';
import type { Attachment } from '@/api/types';
import { makeChat, makeMessage } from '@/testing/factories';
import { loadInbox, openApp } from '@/testing/render';
import { serve } from '@/testing/server';

beforeAll(loadInbox);

async function openPictureThatDoesNotLoad(moderation: Attachment['moderation']): Promise<void> {
  const picture = {
    id: '0',
    name: '',
    content_type: null,
    is_image: true,
    size: null,
    moderation,
    url: '/nothing',
  };
  const message = makeMessage({ id: '11', chat_id: '1', text: '', attachments: [picture] });
  serve({ chats: [makeChat({ id: '1' })], messages: new Map([['1', [message]]]) });
  openApp('/w/dom/inbox?view=all&chat=1');
  fireEvent.error(await screen.findByRole('img', { name: /^Фото от покупателя/ }));
}

it('says of a picture that is not shown yet that it is being checked', async () => {
  await openPictureThatDoesNotLoad('pending');

  expect(await screen.findByText('на проверке')).toBeVisible();
  expect(screen.queryByText('не загрузилось')).not.toBeInTheDocument();
});

it('says of another one that it did not load', async () => {
  await openPictureThatDoesNotLoad('none');

  expect(await screen.findByText('не загрузилось')).toBeVisible();
});
