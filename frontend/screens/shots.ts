import { expect, type Page } from '@playwright/test';
import { composer } from '../e2e/steps.ts';

export const THEMES = ['light', 'dark'] as const;
export type Size = 'desktop' | 'phone';
export type Look = `${Size}-${(typeof THEMES)[number]}`;
export const LOOKS: Look[] = ['desktop-light', 'desktop-dark', 'phone-light', 'phone-dark'];
export type Shot = {
  name: string;
  /** Below the workspace; from the root with a slash in front. */
  path: string;
  title: string;
  text: string;
  /** What is done on the screen before its picture is taken. */
  prepare?: (page: Page) => Promise<void>;
};

type Thread = { results: { attachments: { is_image: boolean }[] }[] };

const ask = async <T>(page: Page, path: string): Promise<T> =>
  (await page.request.get(`/api/v1/${path}`)).json() as T;

/** The first waiting chat of the demo with a picture, several messages long. */
const openChat = async (page: Page) => {
  const waiting = await ask<{ results: { id: string }[] }>(page, 'chats?queue=waiting&limit=50');
  for (const { id } of waiting.results) {
    const { results } = await ask<Thread>(page, `chats/${id}/messages`);
    if (results.length < 3 || !results.some((one) => one.attachments.some(({ is_image }) => is_image)))
      continue;
    const address = new URL(page.url());
    address.searchParams.set('chat', id);
    await page.goto(address.href);
    await expect(page.getByRole('feed', { name: 'Сообщения' }).getByRole('article').first()).toBeVisible();
    await expect(composer(page)).toBeVisible();
    return;
  }
  throw new Error('No waiting chat of the demo has a picture.');
};

/** Every screen, in the order in which a newcomer meets them. */
export const SHOTS: Shot[] = [
  {
    name: 'public',
    path: '/',
    title: 'The public page',
    text: 'What visitors see: static, and without a script.',
  },
  {
    name: 'login',
    path: '/login',
    title: 'Signing in',
    text: 'By mail address and password, with a code where a second step is set up.',
  },
  {
    name: 'sign-up',
    path: '/sign-up',
    title: 'Registering',
    text: 'The address is proven by a mail before anything else.',
  },
  {
    name: 'help',
    path: '/help/connect-ozon',
    title: 'Help with the key',
    text: 'For whoever makes the key at the marketplace: open to all, to be sent on.',
  },
  {
    name: 'list',
    path: 'inbox',
    title: 'The inbox',
    text: 'Whoever is due next stands on top. Queues with exact counts at the left; the chip of a row says when an answer is due.',
  },
  {
    name: 'conversation',
    path: 'inbox',
    title: 'A conversation',
    text: 'The thread with its delivery states, the composer, and the order with its product beside it.',
    prepare: openChat,
  },
  {
    name: 'templates-picker',
    path: 'inbox',
    title: 'Picking a template',
    text: 'By `/` on an empty line or `T`: what fits this chat, filled in already.',
    prepare: async (page) => {
      await openChat(page);
      await composer(page).click();
      await page.keyboard.press('/');
      await expect(page.getByRole('combobox', { name: 'Найти шаблон' })).toBeFocused();
    },
  },
  {
    name: 'note',
    path: 'inbox',
    title: 'A note for the team',
    text: 'Another colour, another place, another button: it cannot be mistaken for a reply.',
    prepare: async (page) => {
      await openChat(page);
      await page.getByRole('button', { name: 'Заметка для команды' }).click();
      await page.getByRole('textbox', { name: 'Заметка для команды' }).fill('Уточнить на складе до обеда.');
    },
  },
  {
    name: 'palette',
    path: 'inbox',
    title: 'Commands',
    text: 'By Ctrl+K: every command with its key, and chats by the number of their order.',
    prepare: async (page) => {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox', { name: 'Команда, раздел или номер заказа' })).toBeFocused();
    },
  },
  {
    name: 'keys',
    path: 'inbox',
    title: 'All keys',
    text: 'By `?`. They are found by their place on the keyboard, so they work in the Russian layout as in the Latin one.',
    prepare: async (page) => {
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Клавиши' })).toBeVisible();
    },
  },
  {
    name: 'results',
    path: 'reports',
    title: 'Results',
    text: 'Before and after the connection, with the size of both samples; every figure leads to its chats.',
  },
  {
    name: 'notifications',
    path: 'notifications',
    title: 'Notifications',
    text: 'What was announced, read or not.',
  },
  {
    name: 'health',
    path: 'health',
    title: 'Health',
    text: 'How fresh each cabinet is, what waits, and which part of the product does not answer.',
  },
  {
    name: 'wizard-where',
    path: 'connect?step=2',
    title: 'Connecting Ozon: where the key is',
    text: 'Four steps, each of which can be left and taken up again.',
  },
  {
    name: 'wizard-key',
    path: 'connect?step=3',
    title: 'Connecting Ozon: the key',
    text: 'Tried before it is kept; every line that fails says what to do.',
  },
  {
    name: 'settings-accounts',
    path: 'settings/accounts',
    title: 'Settings: cabinets',
    text: 'What is connected, how fresh it is, and when its key ends.',
  },
  {
    name: 'settings-account',
    path: 'settings/accounts',
    title: 'Settings: one cabinet',
    text: 'Its rights, its switches, its key, its last runs in words, and the way out.',
    prepare: async (page) => {
      await page.getByRole('main').getByRole('link', { name: 'Северный дом (демо)' }).first().click();
      await expect(page.getByRole('heading', { name: 'Что доступно' })).toBeVisible();
    },
  },
  {
    name: 'settings-reply-times',
    path: 'settings/reply-times',
    title: 'Settings: reply times',
    text: 'How fast an answer is promised, in which hours, and what that means for a message of the coming days.',
  },
  {
    name: 'settings-templates',
    path: 'settings/templates',
    title: 'Settings: templates',
    text: 'Texts for answers that are given often.',
  },
  {
    name: 'settings-template',
    path: 'settings/templates/new',
    title: 'Settings: writing a template',
    text: 'Variables, and how the buyer will read them when they are known and when they are not.',
    prepare: async (page) => {
      await page.getByLabel('Название').fill('Когда отправим');
      await page
        .getByRole('textbox', { name: 'Текст' })
        .fill('Здравствуйте, {имя|покупатель}! Заказ {номер_заказа} передадим в доставку завтра.');
      await expect(page.getByRole('region', { name: 'Как увидит покупатель' })).toBeVisible();
    },
  },
  {
    name: 'settings-text-check',
    path: 'settings/text-check',
    title: 'Settings: the text check',
    text: 'What replies are searched for before they leave, a phrase per line.',
  },
  {
    name: 'settings-members',
    path: 'settings/members',
    title: 'Settings: members',
    text: 'Invitations by mail, roles in plain words.',
  },
  {
    name: 'settings-notifications',
    path: 'settings/notifications',
    title: 'Settings: notifications',
    text: 'Which event comes by which way, quiet hours, and a try that really sends one.',
  },
  {
    name: 'settings-api-keys',
    path: 'settings/api-keys',
    title: 'Settings: keys of the API',
    text: 'With their scopes and limits; a key is shown once.',
  },
  {
    name: 'settings-audit-log',
    path: 'settings/audit-log',
    title: 'Settings: the log',
    text: 'Who did what, when, and from where.',
  },
  {
    name: 'settings-organisation',
    path: 'settings/organisation',
    title: 'Settings: the organisation',
    text: 'Its name and the time it lives by.',
  },
  {
    name: 'settings-billing',
    path: 'settings/billing',
    title: 'Settings: subscription',
    text: 'What is paid until when, what is used of it, and the invoices.',
  },
  {
    name: 'settings-data',
    path: 'settings/data',
    title: 'Settings: data',
    text: 'An archive of everything, how long conversations are kept, and closing the organisation.',
  },
  {
    name: 'settings-profile',
    path: 'settings/profile',
    title: 'Settings: the profile',
    text: 'What concerns one person: language, theme, keys, password, second step, sessions.',
  },
];
