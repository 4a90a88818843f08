import { codewordsOf } from './codewords';

const LOWEST_LEVEL = 1;
const MASKS: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

type Grid = (boolean | null)[][];

/** The dark modules of the code for a text; the mask is the one that leaves the fewest lumps, unless told. */
export function qrModules(text: string, mask?: number): boolean[][] {
  const { version, codewords } = codewordsOf(text);
  const masks = mask === undefined ? MASKS.map((_, index) => index) : [mask];
  const drawn = masks.map((index) => draw(version, codewords, index));
  return drawn.reduce((best, next) => (lumps(next) < lumps(best) ? next : best));
}

function draw(version: number, codewords: number[], mask: number): boolean[][] {
  const size = 17 + 4 * version;
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | null>(size).fill(null));
  const set = (x: number, y: number, dark: boolean) => {
    const row = grid[y];
    if (row && x >= 0 && x < size) row[x] = dark;
  };
  for (let place = 0; place < size; place += 1) {
    set(6, place, place % 2 === 0);
    set(place, 6, place % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    square(x, y, 4, (ring) => ring !== 2 && ring !== 4, set);
  }
  const marks = alignmentMarks(version, size);
  for (const x of marks) {
    for (const y of marks) {
      const inCorner = (x === 6 && (y === 6 || y === size - 7)) || (x === size - 7 && y === 6);
      if (!inCorner) square(x, y, 2, (ring) => ring !== 1, set);
    }
  }
  drawFormat(size, mask, set);
  drawVersion(version, size, set);
  fillIn(grid, codewords, MASKS[mask] ?? (() => false));
  return grid as boolean[][];
}

type Set = (x: number, y: number, dark: boolean) => void;

function square(x: number, y: number, radius: number, isDark: (ring: number) => boolean, set: Set): void {
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }
}

function alignmentMarks(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const marks = [6];
  for (let index = 1; index < count; index += 1) marks.push(size - 7 - step * (count - 1 - index));
  return marks;
}

/** A few bits with the remainder that guards them. */
function guarded(value: number, bits: number, divisor: number): number {
  let rest = value;
  for (let round = 0; round < bits; round += 1) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * divisor);
  return (value << bits) | rest;
}

function drawFormat(size: number, mask: number, set: Set): void {
  const bits = guarded((LOWEST_LEVEL << 3) | mask, 10, 0x537) ^ 0x5412;
  const bit = (index: number) => ((bits >>> index) & 1) === 1;
  for (let index = 0; index < 15; index += 1) {
    const first = index < 6 ? index : index < 8 ? index + 1 : null;
    if (first !== null) set(8, first, bit(index));
    else if (index === 8) set(7, 8, bit(index));
    else set(14 - index, 8, bit(index));
    if (index < 8) set(size - 1 - index, 8, bit(index));
    else set(8, size - 15 + index, bit(index));
  }
  set(8, size - 8, true);
}

function drawVersion(version: number, size: number, set: Set): void {
  if (version < 7) return;
  const bits = guarded(version, 12, 0x1f25);
  for (let index = 0; index < 18; index += 1) {
    const dark = ((bits >>> index) & 1) === 1;
    const far = size - 11 + (index % 3);
    const near = Math.floor(index / 3);
    set(far, near, dark);
    set(near, far, dark);
  }
}

/** Two columns at a time, from the right, up and down by turns, past what is drawn already. */
function fillIn(grid: Grid, codewords: number[], mask: (x: number, y: number) => boolean): void {
  const size = grid.length;
  let index = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upwards = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = upwards ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        const row = grid[y];
        if (!row || row[x] !== null) continue;
        const word = codewords[index >>> 3] ?? 0;
        row[x] = (((word >>> (7 - (index & 7))) & 1) === 1) !== mask(x, y);
        index += 1;
      }
    }
  }
}

/** How much of it is of one colour in lumps, which readers dislike. */
function lumps(modules: boolean[][]): number {
  let count = 0;
  for (let y = 1; y < modules.length; y += 1) {
    for (let x = 1; x < modules.length; x += 1) {
      const dark = modules[y]?.[x];
      if (dark === modules[y - 1]?.[x] && dark === modules[y]?.[x - 1] && dark === modules[y - 1]?.[x - 1]) {
        count += 1;
      }
    }
  }
  return count;
}
