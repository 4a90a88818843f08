import { begin } from '@/api/begun';
import { workspaceSlug } from '@/api/headers';
import { listPage, listQuery, readFilters } from '@/domain/chats/filters';

/**
 * Asks for what the first paint needs while the application is still being read by the browser.
 * Who takes it over meets the failures.
 */
export function askEarly({ pathname, search }: Pick<Location, 'pathname' | 'search'>): void {
  if (workspaceSlug(pathname) === null) return;
  const unmet = () => undefined;
  begin('/api/v1/me').catch(unmet);
  const head = begin('/api/v1/changes');
  if (!pathname.endsWith('/inbox')) return void head.catch(unmet);
  const query = Object.entries(listPage(listQuery(readFilters(new URLSearchParams(search)))));
  const words = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  head.then(({ response }) => (response.ok ? begin(`/api/v1/chats?${words}`) : undefined)).catch(unmet);
}
