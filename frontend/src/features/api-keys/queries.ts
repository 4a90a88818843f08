import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { ifMatch } from '@/api/revisions';
import type { ApiKey } from '@/api/types';
import type { KeyDraft } from './draft';

const ALL = 100;

export const apiKeysQuery = () =>
  queryOptions({
    queryKey: ['api-keys'],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/api-keys', { params: { query: { limit: ALL } }, signal }))).results,
  });

const pathOf = (key: ApiKey) => ({ api_key_id: key.id });

const rightsOf = (draft: KeyDraft) => ({
  name: draft.name.trim(),
  scopes: draft.scopes,
  chat_accounts: draft.accounts,
  networks: draft.networks.split(/[\s,;]+/).filter(Boolean),
});

export const createKey = (draft: KeyDraft, expiresAt: string | null) =>
  unwrap(api.POST('/api/v1/api-keys', { body: { ...rightsOf(draft), expires_at: expiresAt } }));

export const changeKey = (key: ApiKey, draft: KeyDraft, revision: number) =>
  unwrap(
    api.PATCH('/api/v1/api-keys/{api_key_id}', {
      params: { path: pathOf(key), header: ifMatch(revision) },
      body: rightsOf(draft),
    }),
  );

export const rotateKey = (key: ApiKey, overlapHours: number) =>
  unwrap(
    api.POST('/api/v1/api-keys/{api_key_id}/rotate', {
      params: { path: pathOf(key) },
      body: { overlap_hours: overlapHours },
    }),
  );

export const revokeKey = (key: ApiKey) =>
  unwrap(api.DELETE('/api/v1/api-keys/{api_key_id}', { params: { path: pathOf(key) } }));
