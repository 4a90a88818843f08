import { readText } from '@/lib/storage';

export const WORKSPACE = 'X-Workspace';

/** The workspace of a request is the one in the address, so two tabs can work in two workspaces. */
export function workspaceSlug(pathname: string): string | null {
  return /^\/w\/([^/]+)/.exec(pathname)?.[1] ?? null;
}

export function csrfToken(cookies: string): string | null {
  const value = /(?:^|;\s*)csrftoken=([^;]+)/.exec(cookies)?.[1];
  return value ? decodeURIComponent(value) : null;
}

export function currentLanguage(): 'ru' | 'en' {
  return readText('aiq:language') === 'en' ? 'en' : 'ru';
}

/**
 * Headers that every request carries; read anew each time, because signing in changes the CSRF token. Whoever only
 * reads shows none: looking the cookies up makes the page wait for the browser.
 */
export function commonHeaders(method: string): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': currentLanguage() };
  const slug = workspaceSlug(window.location.pathname);
  if (slug) headers[WORKSPACE] = slug;
  const token = method === 'GET' ? null : csrfToken(document.cookie);
  if (token) headers['X-CSRFToken'] = token;
  return headers;
}

/** Who asked in another workspace than the one in the address by now has said so. */
export function prepare(request: Request): Request {
  const said = request.headers.get(WORKSPACE);
  for (const [name, value] of Object.entries(commonHeaders(request.method))) request.headers.set(name, value);
  if (said !== null) request.headers.set(WORKSPACE, said);
  return request;
}
