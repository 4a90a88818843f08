import { HttpResponse, http } from 'msw';
import type { Calendar, Policy, Preview } from '@/api/types';
import { page, refusal } from './answers';
import { at } from './factories';
import type { World } from './world';

export type Promises = {
  policies: Policy[];
  calendars: Calendar[];
  preview: Preview;
  changes: number;
};

export function makePolicy(part: Partial<Policy> = {}): Policy {
  return {
    id: '1',
    scope: 'workspace',
    marketplace: null,
    chat_account: null,
    first_minutes: 240,
    next_minutes: 240,
    warn_percent: 75,
    calendar: null,
    revision: 1,
    in_force_from: at(-1000),
    changed_by: null,
    ...part,
  };
}

const workday = [{ opens: '09:00', closes: '18:00' }];

export function makeCalendar(part: Partial<Calendar> = {}): Calendar {
  return {
    id: '7',
    title: 'Рабочие дни',
    time_zone: 'Europe/Moscow',
    week: [workday, workday, workday, workday, workday, [], []],
    exceptions: [],
    revision: 1,
    in_force_from: at(-1000),
    changed_by: 'Ольга Ветрова',
    ...part,
  };
}

export function makePromises(part: Partial<Promises> = {}): Promises {
  const due = { warn_at: '2026-11-30T06:00:00Z', due_at: '2026-11-30T06:30:00Z' };
  return {
    policies: [makePolicy()],
    calendars: [makeCalendar()],
    preview: {
      time_zone: 'Europe/Moscow',
      moments: [{ opened_at: '2026-11-27T16:40:00Z', first: due, next: due }],
      days: [
        {
          date: '2026-11-27',
          stretches: [{ opens_at: '2026-11-27T06:00:00Z', closes_at: '2026-11-27T15:00:00Z' }],
        },
        { date: '2026-11-28', stretches: [] },
      ],
    },
    changes: 3,
    ...part,
  };
}

const isMade = (request: Request, revision: number) => request.headers.get('If-Match') === `"${revision}"`;

const conflict = (current: Policy | Calendar) =>
  refusal(412, 'version_conflict', 'Пока вы меняли, это изменил кто-то другой.', { extra: { current } });

export const policyHandlers = (world: World) => [
  http.get('*/api/v1/sla/policies', () => HttpResponse.json(page(world.promises.policies))),
  http.patch('*/api/v1/sla/policies/:id', async ({ params, request }) => {
    const policy = world.promises.policies.find((one) => one.id === params.id) ?? makePolicy();
    if (!isMade(request, policy.revision)) return conflict(policy);
    const { calendar, ...body } = (await request.json()) as { calendar: string | null };
    const found = world.promises.calendars.find((one) => one.id === calendar);
    const changed: Policy = {
      ...policy,
      ...body,
      calendar: found ? { id: found.id, title: found.title } : null,
      revision: policy.revision + 1,
    };
    world.promises.policies = world.promises.policies.map((one) => (one.id === changed.id ? changed : one));
    return HttpResponse.json(changed);
  }),
  http.post('*/api/v1/sla/policies/:id/recompute', async ({ request }) => {
    const { dry_run } = (await request.json()) as { dry_run: boolean };
    world.received.push({ key: 'recompute', body: { dry_run } });
    return HttpResponse.json({ dry_run, open: 12, changes: world.promises.changes, late: 1, finished: true });
  }),
  http.get('*/api/v1/sla/calendars', () => HttpResponse.json(page(world.promises.calendars))),
  http.patch('*/api/v1/sla/calendars/:id', async ({ params, request }) => {
    const calendar = world.promises.calendars.find((one) => one.id === params.id) ?? makeCalendar();
    if (!isMade(request, calendar.revision)) return conflict(calendar);
    const changed = { ...calendar, ...((await request.json()) as object), revision: calendar.revision + 1 };
    world.promises.calendars = world.promises.calendars.map((one) => (one.id === changed.id ? changed : one));
    return HttpResponse.json(changed);
  }),
  http.get('*/api/v1/sla/holidays', ({ request }) =>
    HttpResponse.json({
      year: Number(new URL(request.url).searchParams.get('year')),
      country: 'RU',
      moves_are_known: true,
      results: [{ date: '2027-01-01', title: 'Новый год', intervals: [], kind: 'holiday', instead_of: null }],
    }),
  ),
  http.post('*/api/v1/sla/preview', () => HttpResponse.json(world.promises.preview)),
];
