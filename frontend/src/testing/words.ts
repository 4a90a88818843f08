import { i18n } from '@lingui/core';
import { beforeEach } from 'vitest';
import { messages as desk } from '@/locales/ru/desk.po';
import { messages as inbox } from '@/locales/ru/inbox.po';
import { messages as settings } from '@/locales/ru/settings.po';

beforeEach(() => i18n.loadAndActivate({ locale: 'ru', messages: { ...inbox, ...desk, ...settings } }));
