import { HttpResponse, http } from 'msw';
import { page } from './answers';
import type { World } from './world';

export const reportHandlers = (world: World) => [
  http.get('*/api/v1/reports/response-times', ({ request }) => {
    const url = asked(world, request);
    const groups = world.reports.groups[url.searchParams.get('group') ?? 'none'] ?? [];
    return HttpResponse.json({ ...world.reports.times, groups });
  }),
  http.get('*/api/v1/reports/baseline', ({ request }) => {
    asked(world, request);
    return HttpResponse.json(world.reports.baseline);
  }),
  http.get('*/api/v1/reports/obligations', ({ request }) => {
    asked(world, request);
    return HttpResponse.json(page(world.reports.obligations));
  }),
  http.get('*/api/v1/reports/worst-chats', ({ request }) => {
    asked(world, request);
    return HttpResponse.json({ results: world.reports.worst });
  }),
  http.get('*/api/v1/reports/marketplace-ratings', () =>
    HttpResponse.json({ accounts: world.reports.ratings, reasons: world.reports.reasons }),
  ),
];

function asked(world: World, request: Request): URL {
  const url = new URL(request.url);
  world.reports.asked.push(url);
  return url;
}
