import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, it, vi } from 'vitest';
import { openApp } from '@/testing/render';
import {
  makeFigures,
  makeObligation,
  makeRatedAccount,
  makeRating,
  makeReports,
  makeTimes,
} from '@/testing/report-factories';
import { serve, server } from '@/testing/server';

// A canvas draws nothing here; what it says and shows as a table is under test.
vi.mock('./chart', () => ({
  default: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}));

// Lazy screens are loaded before the first test waits for one.
beforeAll(() => import('./results-page'));

const open = (part = {}, search = '') => {
  const world = serve({ reports: makeReports(part) });
  openApp(`/w/dom/reports${search}`);
  return world;
};
const section = async (name: string) =>
  (await screen.findByRole('heading', { name })).closest('section') as HTMLElement;
const row = async (name: RegExp) =>
  within(await section('До подключения и сейчас')).getByRole('row', { name });

it('shows the time before connecting beside the time now, with the size of both samples', async () => {
  open();

  expect(
    await screen.findByText(
      /Половина ответов приходит за 47.мин или быстрее. До подключения.— за 3.ч 20.мин/,
    ),
  ).toBeVisible();
  expect(await row(/^Медиана ответа.*3.ч 20.мин.*47.мин/)).toBeVisible();
  expect(await row(/^В срок.*166 из 184.*288 из 320/)).toBeVisible();
  expect(await row(/^Вопросов.*184.*320/)).toBeVisible();
});

it('gives no figure for fewer than twenty questions', async () => {
  open({ times: makeTimes(makeFigures(19, 12)) });

  expect(await screen.findByText(/Пока мало данных: 19 вопросов за период/)).toBeVisible();
  expect(await row(/^Медиана ответа.*мало данных: 19 вопросов/)).toBeVisible();
  expect(within(await row(/^В срок/)).queryByText('89,5 %')).not.toBeInTheDocument();
});

it('keeps its filters in the address and asks for them', async () => {
  const world = open({}, '?days=14&kind=first');

  await section('До подключения и сейчас');
  expect(screen.getByLabelText('Период')).toHaveValue('14');
  await userEvent.selectOptions(screen.getByLabelText('Время'), 'Рабочее');

  expect(await row(/^Медиана ответа.*1.ч 40.мин.*24.мин/)).toBeVisible();
  expect(window.location.search).toBe('?days=14&kind=first&clock=working');
  const [first] = world.reports.asked.filter((url) => url.pathname.endsWith('response-times'));
  expect(first?.search).toBe('?kind=first&days=14&group=none');
  expect(screen.getByRole('link', { name: 'Показатели, CSV' })).toHaveAttribute(
    'href',
    '/api/v1/reports/response-times.csv?days=14&kind=first&workspace=dom',
  );
});

it('leads from a figure to the chats behind it and on into the inbox', async () => {
  const world = open({ obligations: [makeObligation({ state: 'met_late', seconds: 5 * 3600 })] });

  const late = within(await section('До подключения и сейчас')).getByRole('row', { name: /^Без ответа/ });
  await userEvent.click(within(late).getAllByRole('link')[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog', { name: 'Без ответа, до подключения' });

  const link = await within(dialog).findByRole('link', { name: /Подушка ортопедическая/ });
  expect(link).toHaveAttribute('href', '/w/dom/inbox?view=all&chat=c1');
  expect(within(dialog).getByText(/5.ч · Ольга Ветрова/)).toBeVisible();
  const asked = world.reports.asked.filter((url) => url.pathname.endsWith('obligations'));
  expect(asked.at(-1)?.search).toBe('?baseline=true&outcome=never_answered&limit=30');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Закрыть' }));
  expect(window.location.search).toBe('');
});

it('draws accounts side by side and has the same figures as a table behind the picture', async () => {
  open({
    groups: {
      account: [
        { key: 'a1', title: 'Дом и тишина', figures: makeFigures(200, 30) },
        { key: 'a2', title: 'Тёплый дом', figures: makeFigures(120, 90) },
      ],
    },
  });

  const part = await section('По кабинетам');
  expect(await within(part).findByRole('img', { name: /Быстрее всех: Дом и тишина/ })).toBeVisible();
  expect(within(part).queryByRole('table')).not.toBeInTheDocument();
  await userEvent.click(within(part).getByRole('button', { name: 'Показать таблицей' }));

  const cells = within(within(part).getByRole('row', { name: /^Тёплый дом/ })).getAllByRole('link');
  expect(cells[0]).toHaveAttribute('href', '/w/dom/reports?show=all&in=a2');
});

it('names the cabinet where no member answered', async () => {
  open({ groups: { member: [{ key: 'cabinet', title: '', figures: makeFigures(12, 30) }] } });

  const part = await section('По сотрудникам');

  expect(await within(part).findByRole('row', { name: /^Из кабинета Ozon/ })).toBeVisible();
});

it('maps the hours of a week, Monday first', async () => {
  open({
    groups: {
      hour_of_week: [
        { key: '10', title: '', figures: makeFigures(34, 30) },
        { key: '167', title: '', figures: makeFigures(2, 30, { missed: 2 }) },
      ],
    },
  });

  const part = await section('По часам недели');
  expect(await within(part).findByText(/Больше всего вопросов: пн, 10:00 — 34 вопроса/)).toBeVisible();
  expect(within(part).getByRole('link', { name: '34' })).toHaveAttribute(
    'href',
    '/w/dom/reports?show=all&hour=10',
  );
  await userEvent.click(within(part).getByRole('radio', { name: 'сколько опозданий' }));

  expect(within(part).getByRole('link', { name: '2' })).toHaveAttribute(
    'href',
    '/w/dom/reports?show=missed&hour=167',
  );
});

it('names the chats whose buyers waited longest and leads to them', async () => {
  const world = open(
    {
      worst: [
        {
          chat: { id: 'c7', title: 'Ночник «Лис»' },
          chat_account_id: 'a1',
          obligations: 3,
          missed: 2,
          never_answered: 0,
          longest_seconds: 52 * 3600,
        },
      ],
    },
    '?days=14&account=a1',
  );

  const row = await within(await section('Кто ждал дольше всех')).findByRole('listitem');

  expect(row).toHaveTextContent(/Ночник «Лис»3.вопроса · не в срок: 22.дн 4.ч/);
  expect(within(row).getByRole('link')).toHaveAttribute('href', '/w/dom/inbox?view=all&chat=c7');
  const asked = world.reports.asked.filter((url) => url.pathname.endsWith('worst-chats'));
  expect(asked.at(-1)?.search).toBe('?chat_account=a1&days=14');
});

it('puts the ratings of the marketplace beside our own calculation', async () => {
  const reports = makeReports();
  const rating = makeRating({ value: 5400, ours: 4920, status: 'warning' });
  open({
    ...reports,
    ratings: [makeRatedAccount([rating])],
  });

  const card = (await screen.findByRole('heading', { name: 'Первый ответ, в среднем' })).closest(
    'article',
  ) as HTMLElement;

  expect(within(card).getByText(/1.ч 30.мин/)).toBeVisible();
  expect(within(card).getByText(/1.ч 22.мин/)).toBeVisible();
  expect(within(card).getByText('близко к порогу')).toBeVisible();
  expect(within(card).getByText(/премиум 1.ч · предупреждение 12.ч · опасно 1.дн/)).toBeVisible();
});

it('says in the words of the server why a rating differs, or why it could not be read', async () => {
  const refused = {
    ...makeRatedAccount([makeRating({ reasons: ['ratings_our_calculation'] })]),
    error_code: 'ratings_need_role',
    error_text: 'Ключу не разрешено читать оценки продавца.',
    remedy: 'Выпустите ключ с полным доступом.',
  };
  const reasons = [{ code: 'ratings_our_calculation', text: 'Это наш расчёт.' }];
  open({ ...makeReports(), ratings: [refused], reasons });

  await userEvent.click(await screen.findByText('Почему числа отличаются'));

  expect(screen.getByText('Это наш расчёт.')).toBeVisible();
  expect(
    screen.getByText(/Ключу не разрешено читать оценки продавца. Выпустите ключ с полным доступом./),
  ).toBeVisible();
});

it('says what to wait for when nobody has written yet', async () => {
  const nothing = makeFigures(0, 0);
  open({ times: makeTimes(nothing), baseline: { ...makeReports().baseline, total: nothing } });

  expect(await screen.findByText('Показывать пока нечего')).toBeVisible();
});

it('keeps a failure in its place and tries again', async () => {
  open();
  server.use(
    http.get('*/api/v1/reports/response-times', () => HttpResponse.json({ errors: [] }, { status: 400 }), {
      once: true,
    }),
  );

  await userEvent.click(await screen.findByRole('button', { name: 'Повторить' }));

  await waitFor(async () => expect(await row(/^Вопросов/)).toBeVisible());
});
