const FIELD = 0x11d;

/** Multiplication in the field of 256 elements that the codes are counted in. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * FIELD);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

function divisorOf(degree: number): number[] {
  const divisor = new Array<number>(degree).fill(0);
  divisor[degree - 1] = 1;
  let root = 1;
  for (let round = 0; round < degree; round += 1) {
    for (let place = 0; place < degree; place += 1) {
      divisor[place] = multiply(divisor[place] ?? 0, root) ^ (divisor[place + 1] ?? 0);
    }
    root = multiply(root, 2);
  }
  return divisor;
}

/** The bytes by which a reader repairs a block: the remainder of a Reed–Solomon division. */
export function correctionFor(block: number[], count: number): number[] {
  const divisor = divisorOf(count);
  const remainder = new Array<number>(count).fill(0);
  for (const byte of block) {
    const factor = byte ^ (remainder.shift() ?? 0);
    remainder.push(0);
    for (let place = 0; place < count; place += 1) {
      remainder[place] = (remainder[place] ?? 0) ^ multiply(divisor[place] ?? 0, factor);
    }
  }
  return remainder;
}
