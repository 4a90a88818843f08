import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { ifMatch } from '@/api/revisions';
import type { Member } from '@/api/types';

const ALL = 100;

export const memberKeys = { members: ['members'] as const, invitations: ['invitations'] as const };

export const membersQuery = () =>
  queryOptions({
    queryKey: memberKeys.members,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/members', { params: { query: { limit: ALL } }, signal }))).results,
  });

export const invitationsQuery = () =>
  queryOptions({
    queryKey: memberKeys.invitations,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/invitations', { params: { query: { limit: ALL } }, signal }))).results,
  });

/** How many chats would be nobody's without this member. */
export const chatsOfMemberQuery = (member: Member) =>
  queryOptions({
    queryKey: ['chats-of-member', member.id],
    queryFn: async ({ signal }) => {
      const counts = await unwrap(
        api.GET('/api/v1/chats/counts', { params: { query: { assignee: member.id } }, signal }),
      );
      return counts.queues.all - counts.queues.closed;
    },
    staleTime: 0,
  });

export const changeRole = (member: Member, role: Member['role']) =>
  unwrap(
    api.PATCH('/api/v1/members/{member_id}', {
      params: { path: { member_id: member.id }, header: ifMatch(member.version) },
      body: { role },
    }),
  );

export const removeMember = (member: Member) =>
  unwrap(api.DELETE('/api/v1/members/{member_id}', { params: { path: { member_id: member.id } } }));

export const transferOwnership = (member: Member) =>
  unwrap(
    api.POST('/api/v1/members/{member_id}/transfer-ownership', {
      params: { path: { member_id: member.id } },
    }),
  );
