import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { cursorOf } from '@/domain/chats/queries';

const PAGE = 50;

export const templateKeys = { all: ['templates'] as const };

export const templatesQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: [...templateKeys.all, 'list', search],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/templates', {
          params: {
            query: { limit: PAGE, cursor: pageParam ?? undefined, ...(search === '' ? {} : { search }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => cursorOf(page.next),
    placeholderData: keepPreviousData,
  });

export const foldersQuery = () =>
  queryOptions({
    queryKey: [...templateKeys.all, 'folders'],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/templates/folders', { signal }))).folders.map((folder) => folder.name),
  });

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: [...templateKeys.all, 'one', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/templates/{template_id}', { params: { path: { template_id: id } }, signal })),
    // What is being edited must not change under the hands; the server tells when it is no longer the newest.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
