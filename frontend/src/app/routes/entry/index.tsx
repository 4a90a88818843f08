import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Route, Routes } from 'react-router';
import { newQueryClient } from '@/app/query-client';
import { NotFoundRoute } from '../not-found';
import { InvitationRoute } from './invitation';
import { LoginRoute } from './login';
import { PasswordRoute } from './password';

/** Everything outside of a workspace: the ways in, and addresses that lead nowhere. */
export default function EntryRoutes() {
  const [client] = useState(newQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Routes>
        <Route path="login" element={<LoginRoute />} />
        <Route path="password" element={<PasswordRoute />} />
        <Route path="invitation" element={<InvitationRoute />} />
        <Route path="*" element={<NotFoundRoute />} />
      </Routes>
    </QueryClientProvider>
  );
}
