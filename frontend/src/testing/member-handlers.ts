import { HttpResponse, http } from 'msw';
import type { AuditEntry, Invitation, InvitationText, Member } from '@/api/types';
import { changedMeanwhile, isStale, notFound, page, refusal } from './answers';
import { at } from './factories';
import type { World } from './world';

export type People = {
  members: Member[];
  invitations: Invitation[];
  /** What the links of mails say, by what stands behind their #. */
  links: Record<string, InvitationText>;
  log: AuditEntry[];
};

export function makeMember(part: Partial<Member> = {}): Member {
  return {
    id: '1',
    name: 'Ольга Ветрова',
    email: 'olga@example.com',
    role: 'owner',
    version: part.role ?? 'owner',
    is_active: true,
    is_me: false,
    created_at: at(-60 * 24 * 90),
    signed_in_at: at(-120),
    ...part,
  };
}

export function makeInvitation(part: Partial<Invitation> = {}): Invitation {
  return {
    id: '5',
    email: 'marina@example.com',
    role: 'agent',
    language: 'ru',
    invited_by: 'Ольга Ветрова',
    created_at: at(-60),
    sent_at: new Date(Date.now() - 3_600_000).toISOString(),
    expires_at: new Date(Date.now() + 6 * 86_400_000).toISOString(),
    ...part,
  };
}

export function makeEntry(part: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: '1',
    at: at(-10),
    actor: { kind: 'member', name: 'Ольга Ветрова', user_id: 'u1', api_key_id: null },
    action: 'member.signed_in',
    object_kind: null,
    object_id: null,
    details: {},
    ip: '192.0.2.7',
    ...part,
  };
}

export function makePeople(part: Partial<People> = {}): People {
  return {
    members: [
      makeMember({ is_me: true }),
      makeMember({ id: '2', name: 'Иван Лесной', email: 'ivan@example.com', role: 'agent' }),
    ],
    invitations: [],
    links: {},
    log: [makeEntry()],
    ...part,
  };
}

export const memberHandlers = (world: World) => {
  const { people } = world;
  const find = (id: unknown) => people.members.find((member) => member.id === id);
  const replace = (changed: Member) => {
    people.members = people.members.map((member) => (member.id === changed.id ? changed : member));
    return HttpResponse.json(changed);
  };
  return [
    http.get('*/api/v1/members', () => HttpResponse.json(page(people.members))),
    http.patch('*/api/v1/members/:id', async ({ params, request }) => {
      const member = find(params.id);
      if (!member) return notFound();
      if (isStale(request, member)) return changedMeanwhile(member);
      const { role } = (await request.json()) as { role: Member['role'] };
      return replace({ ...member, role, version: role });
    }),
    http.delete('*/api/v1/members/:id', ({ params }) => {
      if (!find(params.id)) return notFound();
      people.members = people.members.filter((member) => member.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post('*/api/v1/members/:id/transfer-ownership', ({ params }) => {
      const heir = find(params.id);
      if (!heir) return notFound();
      people.members = people.members.map((member) => (member.is_me ? { ...member, role: 'agent' } : member));
      world.me = {
        ...world.me,
        role: 'agent',
        workspaces: world.me.workspaces.map((one) => ({ ...one, role: 'agent' })),
      };
      return replace({ ...heir, role: 'owner', version: 'owner' });
    }),
    http.get('*/api/v1/invitations', () => HttpResponse.json(page(people.invitations))),
    http.post('*/api/v1/invitations', async ({ request }) => {
      const body = (await request.json()) as Pick<Invitation, 'email' | 'role' | 'language'>;
      if (people.invitations.some((one) => one.email === body.email)) {
        return refusal(409, 'already_invited', 'На этот адрес уже отправлено приглашение.', {
          attr: 'email',
          remedy: 'Отправьте приглашение ещё раз или отзовите его.',
        });
      }
      const invitation = makeInvitation({ ...body, id: `${people.invitations.length + 10}` });
      people.invitations = [invitation, ...people.invitations];
      return HttpResponse.json(invitation, { status: 201 });
    }),
    http.post('*/api/v1/invitations/:id/send-again', ({ params }) => {
      const found = people.invitations.find((one) => one.id === params.id);
      return found ? HttpResponse.json(found) : notFound();
    }),
    http.delete('*/api/v1/invitations/:id', ({ params }) => {
      people.invitations = people.invitations.filter((one) => one.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.get('*/api/v1/audit-log', ({ request }) => {
      const wanted = new URL(request.url).searchParams;
      const action = wanted.get('action') ?? '';
      const fits = people.log.filter(
        (entry) =>
          entry.action.startsWith(action) &&
          (wanted.get('user') === null || wanted.get('user') === entry.actor.user_id),
      );
      return HttpResponse.json(page(fits));
    }),
  ];
};

/** What a link of an invitation opens, for anybody, signed in or not. */
export const admissionHandlers = (world: World) => {
  const { people } = world;
  const gone = () =>
    refusal(404, 'invitation_unknown', 'Такого приглашения нет.', {
      remedy: 'Попросите отправить приглашение ещё раз.',
    });
  return [
    http.post('*/api/v1/invitations/read', async ({ request }) => {
      const { token } = (await request.json()) as { token: string };
      const link = people.links[token];
      return link ? HttpResponse.json(link) : gone();
    }),
    http.post('*/api/v1/invitations/accept', async ({ request }) => {
      const { token, name, password } = (await request.json()) as Record<string, string>;
      const link = people.links[token ?? ''];
      if (!link) return gone();
      if (!world.signedIn && (password ?? '').length < 10) {
        return refusal(400, 'password_too_weak', 'Пароль слишком простой.', { attr: 'password' });
      }
      if (!world.signedIn) world.password = password ?? '';
      world.received.push({ key: 'accepted', body: { name } });
      return HttpResponse.json({
        workspace: 'dom',
        name: link.workspace,
        role: link.role,
        email: link.email,
      });
    }),
  ];
};
