import { expect, it } from 'vitest';
import { readLog, writeLog } from './filters';
import { wanted } from './queries';

it('keeps the filters in the address', () => {
  const filters = {
    kind: 'member.',
    who: 'member' as const,
    user: { id: '4', name: 'Иван Лесной' },
    days: '7' as const,
  };

  expect(readLog(new URLSearchParams(writeLog(filters)))).toEqual(filters);
  expect(writeLog(readLog(new URLSearchParams('who=nobody&days=3')))).toBe('');
});

it('asks the server for a part of the log', () => {
  const filters = readLog(new URLSearchParams('kind=chat.&who=api_key&days=7'));

  expect(wanted(filters, Date.parse('2026-11-23T11:00:00Z'))).toEqual({
    action: 'chat.',
    actor_kind: 'api_key',
    since: '2026-11-16T11:00:00.000Z',
  });
});
