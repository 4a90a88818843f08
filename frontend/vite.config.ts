import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { earlyScript } from './build/early-script.ts';
import { linguiMacro } from './build/lingui-macro.ts';

const SHARED = /src\/(api|app\/shell|domain|lib|ui)\//;
const SCREENS_ONLY =
  /src\/(api\/(limit-texts|revisions)|ui\/(choices|conflict|download-link|field|form-buttons|labelled|leave-guard|paged-list|section|show-more|switch|text-area|zone-field)|lib\/weekdays|domain\/(chat-accounts\/(key-input|run-line)|notifications\/settings|session\/(new-password-field|password-reason)))\./;
const AFTER_PAINT =
  /src\/(ui\/(notice|refusal)|lib\/(handover|select-when-drawn|use-late-enter|use-settled|uuid)|domain\/(chat-accounts\/import-progress|money\/money|replies\/(draft-returns|send-again)))\./;
const EARLY = /src\/(api\/(begun|headers)|app\/ask-early|domain\/chats\/filters|lib\/storage)\./;
const backend = process.env.BACKEND_URL ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [linguiMacro(), react(), lingui(), tailwindcss(), earlyScript('src/app/early.ts')],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    manifest: true,
    target: 'es2022',
    rolldownOptions: {
      input: { index: 'index.html', early: 'src/app/early.ts' },
      output: {
        // What changes only with a dependency, and what several screens share: few files compress better than many.
        codeSplitting: {
          groups: [
            // Runs before the framework is there, so it must not wait for it.
            { name: 'early', test: EARLY, priority: 4 },
            {
              name: 'framework',
              priority: 3,
              test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|@lingui|openapi-fetch)\//,
            },
            {
              name: 'shared',
              test: (id) => SHARED.test(id) && !SCREENS_ONLY.test(id) && !AFTER_PAINT.test(id),
              minShareCount: 2,
              priority: 2,
            },
            // What the desk shares with the screens beside the inbox is not needed for the first paint.
            { name: 'after-paint', test: AFTER_PAINT, minShareCount: 2, priority: 1 },
            // What only those screens use must not ride along with the inbox at all.
            { name: 'screens', test: SCREENS_ONLY, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': backend,
      '/_allauth': backend,
      '/admin': backend,
      '/static': backend,
    },
  },
  test: {
    restoreMocks: true,
    // Starting a process, a browser and the libraries for each file took longer than many a file's tests.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      // Pure functions need no browser around them; what draws or stores does.
      {
        extends: true,
        test: {
          name: 'pure',
          environment: 'node',
          setupFiles: ['src/testing/words.ts'],
          include: ['src/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          setupFiles: ['src/testing/setup.ts'],
          include: ['src/**/*.test.tsx'],
        },
      },
    ],
  },
});
