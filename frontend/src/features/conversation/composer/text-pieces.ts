import type { TextFinding } from '@/api/types';

type Piece = { text: string; start: number; found: TextFinding | null };

/** The text with what was found apart; places are counted in characters, as the server counts them. */
export function inPieces(text: string, findings: TextFinding[]): Piece[] {
  const characters = [...text];
  const pieces: Piece[] = [];
  let from = 0;
  const take = (to: number, found: TextFinding | null) => {
    if (to > from) pieces.push({ text: characters.slice(from, to).join(''), start: from, found });
    from = Math.max(from, to);
  };
  for (const finding of findings) {
    take(finding.start, null);
    take(finding.end, finding);
  }
  take(characters.length, null);
  return pieces;
}
