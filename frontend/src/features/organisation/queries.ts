import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { ifMatch } from '@/api/revisions';
import type { Workspace, WorkspaceChange } from '@/api/types';
import { cursorOf } from '@/domain/chats/queries';
import { meQuery } from '@/domain/session/queries';

const PAGE = 20;
const WATCH_MS = 2_000;

export const organisationQuery = () =>
  queryOptions({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/workspace', { signal })),
    // What is being edited must not change under the hands; the server tells when it is no longer the newest.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const exportKeys = { all: ['exports'] as const };

/** The newest first; looked at again and again while one is being made. */
export const exportsQuery = () =>
  infiniteQueryOptions({
    queryKey: exportKeys.all,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/exports', {
          params: { query: { limit: PAGE, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => cursorOf(page.next),
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.results.some((one) => one.state === 'running'))
        ? WATCH_MS
        : false,
  });

/** Saves what is named over the version that was read, and tells every part of the page. */
export function useOrganisationChange(onSaved: (fresh: Workspace) => void = () => undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, revision }: { body: WorkspaceChange; revision: number }) =>
      unwrap(api.PATCH('/api/v1/workspace', { params: { header: ifMatch(revision) }, body })),
    onSuccess: (fresh) => {
      client.setQueryData(organisationQuery().queryKey, fresh);
      // Name and zone of the workspace come with the person.
      void client.invalidateQueries({ queryKey: meQuery().queryKey });
      onSaved(fresh);
    },
  });
}
