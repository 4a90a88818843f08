import { i18n } from '@lingui/core';
import { afterAll, beforeEach, vi } from 'vitest';
import { messages as desk } from '@/locales/ru/desk.po';
import { messages as inbox } from '@/locales/ru/inbox.po';
import { messages as settings } from '@/locales/ru/settings.po';

beforeEach(() => i18n.loadAndActivate({ locale: 'ru', messages: { ...inbox, ...desk, ...settings } }));
// Files share a process and its libraries; modules of ours begin anew in each.
afterAll(() => vi.resetModules());
