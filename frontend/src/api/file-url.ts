import { workspaceSlug } from './headers';

/** Pictures and downloads are asked for by the browser itself, without our headers: the workspace goes in the address. */
export function fileUrl(url: string): string {
  const slug = workspaceSlug(window.location.pathname);
  if (slug === null) return url;
  return `${url}${url.includes('?') ? '&' : '?'}workspace=${encodeURIComponent(slug)}`;
}
