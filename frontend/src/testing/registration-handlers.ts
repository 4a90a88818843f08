import { HttpResponse, http } from 'msw';
import { refusal } from './answers';
import type { World } from './world';

/** Registration: nothing tells whether an address has an account. */
export const registrationHandlers = (world: World) => {
  const { doors } = world;
  const body = async (request: Request) => (await request.json()) as Record<string, string>;
  const mailed = (email = '') => {
    doors.mails.push(email);
    return new HttpResponse(null, { status: 202, headers: { 'Content-Length': '0' } });
  };
  const unknown = () =>
    refusal(404, 'registration_unknown', 'Эта ссылка не работает.', { remedy: 'Зарегистрируйтесь ещё раз.' });
  return [
    http.get('*/api/v1/registrations', () => HttpResponse.json({ is_open: doors.signUpIsOpen })),
    http.post('*/api/v1/registrations', async ({ request }) => {
      const { email, password, ...rest } = await body(request);
      if (password === 'password12') {
        return refusal(400, 'password_too_common', 'Этот пароль слишком известен.', { attr: 'password' });
      }
      world.received.push({ key: 'registered', body: { email, ...rest } });
      return mailed(email);
    }),
    http.post('*/api/v1/registrations/send-again', async ({ request }) =>
      mailed((await body(request)).email),
    ),
    http.post('*/api/v1/registrations/read', async ({ request }) => {
      const found = doors.registrations[(await body(request)).token ?? ''];
      return found ? HttpResponse.json(found) : unknown();
    }),
    http.post('*/api/v1/registrations/confirm', async ({ request }) => {
      const { token = '', password } = await body(request);
      const found = doors.registrations[token];
      if (!found) return unknown();
      if (found.needs_password && password !== world.password) {
        return refusal(400, 'registration_password_wrong', 'Это не тот пароль.', { attr: 'password' });
      }
      world.signedIn = true;
      return HttpResponse.json({ workspace: 'dom', name: found.organisation, email: found.email });
    }),
  ];
};
