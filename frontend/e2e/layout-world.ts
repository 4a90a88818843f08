import { makeContext } from '../src/testing/context-factory.ts';
import { at, clockDueIn, makeAccount, makeChat, makeMessage, makeReply } from '../src/testing/factories.ts';
import { makeRatedAccount, makeRating, makeReports } from '../src/testing/report-factories.ts';
import { makeWorld, type World } from '../src/testing/world.ts';

const PRODUCTS = [
  'Полка навесная «Сосна» с креплениями, 60×20×25 см, цвет натуральный',
  'Плед хлопковый 180×200 см',
  'Чайник со свистком, 3 л',
  'Набор контейнеров для круп с крышками, 12 штук',
  'Лейка садовая',
  'Коврик придверный 60×90 см',
];
const QUESTIONS = [
  'Подойдёт ли полка в нишу 60 см? И есть ли второе крепление в комплекте, если стена из гипсокартона?',
  'Можно ли стирать плед в машине?',
  'Свисток снимается?',
  'Крышки прилегают плотно?',
  'Лейка течёт по шву, можно вернуть?',
  'Когда привезут?',
];
/** From an hour and a half late to the day after tomorrow. */
const DUE_IN_MINUTES = [-95, -10, 25, 90, 300, 1900];

const chats = PRODUCTS.map((title, row) =>
  makeChat({
    id: `c${row + 1}`,
    title,
    product_title: title,
    order_number: `4886601${row}-0495`,
    preview: QUESTIONS[row],
    clock: clockDueIn(DUE_IN_MINUTES[row] ?? 0),
    unread_count: row % 3,
    last_message_at: at(-30 * (row + 1)),
    assignee: row === 1 ? { id: '2', name: 'Ирина Лугова' } : null,
  }),
);

const thread = [
  makeMessage({ id: 'm1', text: 'Здравствуйте!', sent_at: at(-60 * 26) }),
  makeMessage({ id: 'm2', text: 'Из какого дерева полка?', sent_at: at(-60 * 26) }),
  makeMessage({
    id: 'm3',
    author: 'seller',
    raw_kind: 'Seller',
    text: 'Добрый день! Из массива сосны, покрыта маслом. Рейка и саморезы лежат в коробке.',
    sent_at: at(-60 * 25),
  }),
  makeMessage({ id: 'm4', text: `${QUESTIONS[0]}`, sent_at: at(-30), unread: true }),
];

const failedReply = () =>
  makeReply({
    id: '900',
    state: 'failed',
    text: 'Да, в нишу 60 см полка встаёт с запасом в три миллиметра.',
    error_code: 'rejected_by_marketplace',
    error_text: 'Ozon не принял ответ.',
    remedy: 'Проверьте текст и отправьте ещё раз.',
    can_retry: true,
    failed_at: at(-1),
  });

const known = { fetched_at: at(-5) };

/** A day at work, at the moment that the factories call now. */
export function workday(): World {
  const context = makeContext();
  return makeWorld({
    accounts: [makeAccount({ id: 'a1', fresh_at: at(-0.5) })],
    chats,
    messages: new Map([['c1', thread]]),
    context: { product: { ...context.product, ...known }, order: { ...context.order, ...known } },
    reports: makeReports({ ratings: [makeRatedAccount([makeRating()])] }),
  });
}

export function workdayWithFailure(): World {
  const world = workday();
  world.replies = [failedReply()];
  world.chats = world.chats.map((chat) => (chat.id === 'c1' ? { ...chat, reply_state: 'failed' } : chat));
  return world;
}
