import '@testing-library/jest-dom/vitest';
import { onlineManager } from '@tanstack/react-query';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { dismissAll } from '@/ui/toasts';
import './words';
import { complainWhenRead } from './complaints';
import { prepareDom } from './dom';
import { server } from './server';

prepareDom();
// Screens come by lazy routes, and the machine that runs the tests may be busy.
configure({ asyncUtilTimeout: 8_000 });
complainWhenRead();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  dismissAll();
  onlineManager.setOnline(true);
  server.resetHandlers();
});
afterAll(() => server.close());
