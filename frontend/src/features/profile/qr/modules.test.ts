import { expect, it } from 'vitest';
import { qrModules } from './modules';

const drawn = (text: string) =>
  qrModules(text, 0).map((row) => row.map((dark) => (dark ? '#' : '.')).join(''));

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

it('draws a short text as any other encoder does', () => {
  expect(drawn('otpauth://totp/x')).toEqual([
    '#######....#..#######',
    '#.....#..#....#.....#',
    '#.###.#.#.##..#.###.#',
    '#.###.#..#..#.#.###.#',
    '#.###.#..#....#.###.#',
    '#.....#..###..#.....#',
    '#######.#.#.#.#######',
    '........#.##.........',
    '###.#####.#.###...#..',
    '.#.##....#..###.#...#',
    '..#.#.#.#..##...#.###',
    '.#......####.#.#....#',
    '####.###...##....#.#.',
    '........###.#.####.##',
    '#######.#..###.##.###',
    '#.....#.#.#.##.#...#.',
    '#.###.#.#.##...##...#',
    '#.###.#..####.#.##...',
    '#.###.#.##.###.####.#',
    '#.....#.##.#.......#.',
    '#######.#..###.###.##',
  ]);
});

it('draws a whole address in blocks, with marks and the number of its version', async () => {
  const rows = drawn(
    'otpauth://totp/AgentIQ%20Chat%20Center:olga%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=AgentIQ%20Chat%20Center&algorithm=SHA1&digits=6&period=30',
  );

  expect(rows).toHaveLength(49);
  expect(await sha256(rows.join('\n'))).toBe(
    'e160d57a49a35383fadacd0f5932afe8793e035932e4cd75a75eeb5213f9873e',
  );
});

it('refuses a text that no code of ours has room for', () => {
  expect(() => qrModules('x'.repeat(400))).toThrow(RangeError);
});
