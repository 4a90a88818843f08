import { defineConfig, devices } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/entrance.ts',
  timeout: 180_000,
  expect: {
    timeout: 15_000,
    // The browser is pinned, the fonts are our own, clock and data are fixed: what differs was changed, or is a line's edge.
    toHaveScreenshot: { stylePath: './e2e/layout.css', threshold: 0.05, maxDiffPixelRatio: 0.01 },
  },
  snapshotPathTemplate: '{testDir}/layout/{arg}{ext}',
  fullyParallel: false,
  // Most of a journey is waiting for what the product does by itself.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:8000',
    viewport: { width: 1440, height: 900 },
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    // Its film costs a tenth of the browser's time; the page as it stood at each step is in it anyway.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
