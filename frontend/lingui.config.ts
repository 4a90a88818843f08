import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

const DESK = [
  'src/features/chat-actions/**',
  'src/features/conversation/composer/**',
  'src/features/conversation/find/**',
  'src/features/conversation/lightbox.tsx',
  'src/features/conversation/notes/**',
  'src/features/conversation/sending/**',
  'src/features/inbox/selection/**',
  'src/features/order/**',
  'src/features/palette/**',
  'src/features/saved-views/**',
  'src/domain/members/**',
  'src/domain/presence/**',
  'src/domain/snoozing/**',
];

const SETTINGS = [
  'src/features/api-keys/**',
  'src/features/audit-log/**',
  'src/features/auth/**',
  'src/features/billing/**',
  'src/features/chat-accounts/**',
  'src/features/connect/**',
  'src/features/first-steps/**',
  'src/features/guide/**',
  'src/features/health/**',
  'src/features/members/**',
  'src/features/notification-settings/**',
  'src/features/notifications/**',
  'src/features/organisation/**',
  'src/features/policies/**',
  'src/features/profile/**',
  'src/features/results/**',
  'src/features/template-settings/**',
  'src/features/text-rules/**',
  'src/app/routes/entry/**',
  'src/app/routes/settings-*',
  'src/app/shell/access-banner.tsx',
  'src/app/shell/more-dialog.tsx',
  'src/app/shell/shortcuts-dialog.tsx',
  'src/domain/chat-accounts/key-input.tsx',
  'src/domain/chat-accounts/run-line.tsx',
  'src/domain/session/new-password-field.tsx',
  'src/domain/session/password-reason.ts',
  'src/ui/conflict.tsx',
  'src/ui/form-buttons.tsx',
  'src/ui/leave-guard.tsx',
  'src/ui/show-more.tsx',
  'src/ui/zone-field.tsx',
];

export default defineConfig({
  sourceLocale: 'ru',
  locales: ['ru', 'en'],
  catalogs: [
    { path: 'src/locales/{locale}/settings', include: SETTINGS, exclude: ['**/*.test.*'] },
    { path: 'src/locales/{locale}/desk', include: DESK, exclude: ['**/*.test.*'] },
    {
      path: 'src/locales/{locale}/inbox',
      include: ['src'],
      exclude: [...SETTINGS, ...DESK, '**/*.test.*', '**/testing/**'],
    },
  ],
  format: formatter({ lineNumbers: false }),
  orderBy: 'messageId',
});
