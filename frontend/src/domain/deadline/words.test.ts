import { i18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import { beforeEach, describe, expect, it } from 'vitest';
import { messages as english } from '@/locales/en/inbox.po';
import { clockDueIn, NOW, noClock } from '@/testing/factories';
import { deadlineChip } from './chip';
import { shortSpan } from './duration';
import { chipText, chipWords, longSpan, nearMoment } from './words';

const chipIn = (minutes: number) => deadlineChip({ clock: clockDueIn(minutes), answered_at: null }, NOW);

describe('shortSpan', () => {
  it.each([
    [0, '0 мин'],
    [1, '1 мин'],
    [59, '59 мин'],
    [60, '1 ч'],
    [94, '1 ч 34 мин'],
    [120, '2 ч'],
    [299, '4 ч'],
    [1439, '23 ч'],
    [1440, '1 дн'],
    [2 * 1440 + 300, '2 дн'],
  ])('writes %i minutes as %s', (minutes, words) => {
    expect(shortSpan(i18n, minutes)).toBe(words);
  });
});

describe('longSpan', () => {
  it.each([
    [1, '1 минуту'],
    [2, '2 минуты'],
    [5, '5 минут'],
    [11, '11 минут'],
    [21, '21 минуту'],
    [61, '1 час 1 минуту'],
    [300, '5 часов'],
    [3 * 1440, '3 дня'],
  ])('says %i minutes as «%s»', (minutes, words) => {
    expect(longSpan(i18n, minutes)).toBe(words);
  });
});

describe('chipText', () => {
  it('marks what is late with a true minus', () => {
    expect(chipText(i18n, chipIn(-47))).toBe('\u221247 мин');
  });

  it.each([
    ['met', 'отвечен', 'Отвечен'],
    ['met_late', 'поздно', 'Отвечен позже срока'],
  ] as const)('tells an answer in time from a late one (%s)', (obligation_state, text, words) => {
    const chip = deadlineChip(
      { clock: { ...noClock, obligation_state }, answered_at: '2026-11-23T10:00:00Z' },
      NOW,
    );

    expect([chipText(i18n, chip), chipWords(i18n, chip, '')]).toEqual([text, words]);
  });

  it('speaks in sentences to those who do not see it', () => {
    expect(chipWords(i18n, chipIn(12), '14:20')).toBe('Ответить до 14:20, осталось 12 минут');
    expect(chipWords(i18n, chipIn(-47), '13:33')).toBe('Просрочен на 47 минут, срок был 13:33');
  });
});

describe('a pause', () => {
  const style = { locale: 'ru-RU', timeZone: 'Europe/Moscow' };
  const words = (at: string) => nearMoment(i18n, Date.parse(at), NOW, style);

  it('ends at a time of today, of tomorrow, or on a date', () => {
    expect(words('2026-11-23T15:00:00Z')).toBe('18:00');
    expect(words('2026-11-24T06:00:00Z')).toBe('завтра 09:00');
    expect(words('2026-11-30T06:00:00Z')).toBe('30 нояб., 09:00');
  });

  it('is said in full to those who do not see it', () => {
    const chip = { kind: 'paused', minutes: 60, at: NOW, until: NOW, border: NOW } as const;

    expect(chipText(i18n, chip, 'завтра 09:00')).toBe('завтра 09:00');
    expect(chipWords(i18n, chip, 'завтра 10:00', 'завтра 09:00')).toBe(
      'Не рабочее время до завтра 09:00. Ответить до завтра 10:00, останется 1 час рабочего времени',
    );
  });
});

describe('plurals', () => {
  const chats = (count: number) =>
    t(i18n)`${plural(count, { one: '# чат', few: '# чата', many: '# чатов', other: '# чата' })}`;

  it.each([
    [0, '0 чатов'],
    [1, '1 чат'],
    [2, '2 чата'],
    [5, '5 чатов'],
    [11, '11 чатов'],
    [21, '21 чат'],
    [101, '101 чат'],
    [1.5, '1,5 чата'],
  ])('counts %s as «%s»', (count, words) => {
    expect(chats(count)).toBe(words);
  });
});

describe('in English', () => {
  beforeEach(() => i18n.loadAndActivate({ locale: 'en', messages: english }));

  it('counts by its own rules', () => {
    expect(longSpan(i18n, 1)).toBe('1 minute');
    expect(longSpan(i18n, 21)).toBe('21 minutes');
    expect(shortSpan(i18n, 94)).toBe('1 h 34 min');
  });
});
