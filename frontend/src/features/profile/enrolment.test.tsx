import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { Wrapper } from '@/testing/render';
import { server } from '@/testing/server';
import { Enrolment } from './enrolment';

it('keeps the secret that was scanned when everything else is fetched anew', async () => {
  const secrets = ['ABCDEFGH23456723', 'QRSTUVWX23456723'];
  server.use(
    http.get('*/account/authenticators/totp', () =>
      HttpResponse.json(
        { status: 404, meta: { secret: secrets.shift(), totp_url: 'otpauth://totp/x?secret=ABCDEFGH' } },
        { status: 404 },
      ),
    ),
  );
  const client = new QueryClient();
  const nothing = () => undefined;
  render(
    <QueryClientProvider client={client}>
      <Enrolment onDone={nothing} onCancel={nothing} onProofNeeded={nothing} />
    </QueryClientProvider>,
    { wrapper: Wrapper },
  );
  expect(await screen.findByText('ABCD EFGH 2345 6723')).toBeVisible();

  await client.invalidateQueries();

  expect(screen.getByText('ABCD EFGH 2345 6723')).toBeVisible();
  expect(secrets).toHaveLength(1);
});
