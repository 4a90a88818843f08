import { expect, it } from 'vitest';
import { mergeDrafts } from './draft-merge';

const mine = (text: string, unsaved: boolean, version = 3) => ({ text, at: 0, version, unsaved });

it.each([
  ['the same words are one draft', mine('да', true), { text: 'да', version: 7 }, 'same'],
  ['what was saved steps back for what is newer', mine('да', false), { text: 'нет', version: 7 }, 'take'],
  ['what was saved steps back for an emptied one', mine('да', false), { text: '', version: 7 }, 'take'],
  ['unsaved words go over the version they grew from', mine('да', true), { text: 'д', version: 3 }, 'save'],
  ['unsaved words go over nothing', mine('да', true), { text: ' ', version: 7 }, 'save'],
  ['an emptied draft gives way to newer words', mine('', true), { text: 'нет', version: 7 }, 'take'],
  ['an emptied draft empties the one it grew from', mine('', true), { text: 'да', version: 3 }, 'save'],
  ['two texts nobody may choose between', mine('да', true), { text: 'нет', version: 7 }, 'conflict'],
] as const)('%s', (_name, local, server, merge) => {
  expect(mergeDrafts(local, server)).toBe(merge);
});
