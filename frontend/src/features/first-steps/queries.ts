import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';

const one = { params: { query: { limit: 1 } } };

/** Which of the first steps are done, by what there is. */
export const firstStepsQuery = () =>
  queryOptions({
    queryKey: ['first-steps'],
    queryFn: async ({ signal }) => {
      const [counts, templates, members, invitations] = await Promise.all([
        unwrap(api.GET('/api/v1/chats/counts', { signal })),
        unwrap(api.GET('/api/v1/templates', { ...one, signal })),
        unwrap(api.GET('/api/v1/members', { params: { query: { limit: 2 } }, signal })),
        unwrap(api.GET('/api/v1/invitations', { ...one, signal })),
      ]);
      return {
        answered: counts.queues.answered > 0,
        template: templates.results.length > 0,
        colleague: members.results.length > 1 || invitations.results.length > 0,
      };
    },
  });
