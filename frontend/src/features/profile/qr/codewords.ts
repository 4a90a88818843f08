import { correctionFor } from './error-correction';

/** By version, from 1: bytes of correction in a block, and how many blocks there are, at the lowest level. */
const CORRECTION = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4];
const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11];

/** The number of modules that hold data, what the pattern itself needs being left out. */
function rawModules(version: number): number {
  let count = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const marks = Math.floor(version / 7) + 2;
    count -= (25 * marks - 10) * marks - 55;
  }
  return version >= 7 ? count - 36 : count;
}

function sizes(version: number) {
  const blocks = BLOCKS[version - 1] ?? 1;
  const correction = CORRECTION[version - 1] ?? 0;
  const total = Math.floor(rawModules(version) / 8);
  return { blocks, correction, total, data: total - blocks * correction };
}

/** The bytes to draw, and the smallest version that has room for them. */
export function codewordsOf(text: string): { version: number; codewords: number[] } {
  const bytes = [...new TextEncoder().encode(text)];
  const version = CORRECTION.findIndex((_, index) => fits(bytes.length, index + 1)) + 1;
  if (version === 0) throw new RangeError('The text is too long for a code of this size.');
  return { version, codewords: interleave(dataOf(bytes, version), version) };
}

const lengthBits = (version: number): number => (version < 10 ? 8 : 16);
const fits = (length: number, version: number): boolean =>
  4 + lengthBits(version) + 8 * length <= 8 * sizes(version).data;

function dataOf(bytes: number[], version: number): number[] {
  const { data: room } = sizes(version);
  const bits: number[] = [];
  const append = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  append(BYTE_MODE, 4);
  append(bytes.length, lengthBits(version));
  for (const byte of bytes) append(byte, 8);
  append(0, Math.min(4, room * 8 - bits.length));
  append(0, (8 - (bits.length % 8)) % 8);
  for (let round = 0; bits.length < room * 8; round += 1) append(PADDING[round % 2] ?? 0, 8);
  const words: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    words.push(bits.slice(at, at + 8).reduce((word, bit) => (word << 1) | bit, 0));
  }
  return words;
}

/** Blocks are drawn by turns, so that a stain hurts each of them a little. */
function interleave(data: number[], version: number): number[] {
  const { blocks: count, correction, total } = sizes(version);
  const longOnes = total % count;
  const shortLength = Math.floor(total / count) - correction;
  const blocks: { data: number[]; correction: number[] }[] = [];
  let read = 0;
  for (let index = 0; index < count; index += 1) {
    const length = shortLength + (index < count - longOnes ? 0 : 1);
    const part = data.slice(read, read + length);
    blocks.push({ data: part, correction: correctionFor(part, correction) });
    read += length;
  }
  const result: number[] = [];
  for (let place = 0; place <= shortLength; place += 1) {
    for (const block of blocks) {
      const word = block.data[place];
      if (word !== undefined) result.push(word);
    }
  }
  for (let place = 0; place < correction; place += 1) {
    for (const block of blocks) result.push(block.correction[place] ?? 0);
  }
  return result;
}
