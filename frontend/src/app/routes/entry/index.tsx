import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Route, Routes } from 'react-router';
import { newQueryClient } from '@/app/query-client';
import { NotFoundRoute } from '../not-found';
import { ConfirmEmailRoute } from './confirm-email';
import { InvitationRoute } from './invitation';
import { LoginRoute } from './login';
import { PasswordRoute } from './password';
import { SignUpRoute } from './sign-up';

/** Everything outside of a workspace: the ways in, and addresses that lead nowhere. */
export default function EntryRoutes() {
  const [client] = useState(newQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Routes>
        <Route path="login" element={<LoginRoute />} />
        <Route path="password" element={<PasswordRoute />} />
        <Route path="sign-up" element={<SignUpRoute />} />
        <Route path="confirm-email" element={<ConfirmEmailRoute />} />
        <Route path="invitation" element={<InvitationRoute />} />
        <Route path="*" element={<NotFoundRoute />} />
      </Routes>
    </QueryClientProvider>
  );
}
