import { defineConfig } from '@playwright/test';
import journeys from './playwright.config.ts';

/** The pictures of docs/screens.md: no test, but the same browser on the product with its demo. */
export default defineConfig({
  ...journeys,
  testDir: 'screens',
  globalSetup: undefined,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  use: { ...journeys.use, trace: 'off', screenshot: 'off' },
});
