import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { expect, it, vi } from 'vitest';
import { refusal } from '@/testing/answers';
import { Wrapper } from '@/testing/render';
import { serve, server } from '@/testing/server';
import SignInDialog from './sign-in-dialog';

it('takes nobody for the same person while the server does not say who it is', async () => {
  const world = serve({ signedIn: false });
  server.use(
    http.get('*/api/v1/me', () => refusal(503, 'database_unavailable', 'База данных не отвечает.'), {
      once: true,
    }),
  );
  const onSignedIn = vi.fn(async () => undefined);
  render(<SignInDialog email="olga@example.com" onSignedIn={onSignedIn} />, { wrapper: Wrapper });

  await userEvent.type(screen.getByLabelText('Пароль'), 'right-password');
  await userEvent.click(screen.getByRole('button', { name: 'Войти' }));
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(onSignedIn).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Войти' }));

  await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith(world.me.user?.id));
});
