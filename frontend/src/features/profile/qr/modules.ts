import { encode } from 'uqr';

/** Larger codes are hard to read from a screen by a phone. */
const LARGEST_VERSION = 12;

/** The dark modules of the code for a text, at the lowest level of correction; the mask is the encoder's, unless told. */
export function qrModules(text: string, mask = -1): boolean[][] {
  return encode(text, {
    ecc: 'L',
    boostEcc: false,
    border: 0,
    maxVersion: LARGEST_VERSION,
    maskPattern: mask,
  }).data;
}
