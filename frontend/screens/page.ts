import { LOOKS, type Look, type Shot } from './shots.ts';

const WIDTHS: Record<Look, number> = {
  'desktop-light': 480,
  'desktop-dark': 480,
  'phone-light': 200,
  'phone-dark': 200,
};
const NAMES: Record<Look, string> = {
  'desktop-light': 'wide, light',
  'desktop-dark': 'wide, dark',
  'phone-light': 'phone, light',
  'phone-dark': 'phone, dark',
};

export const fileOf = (shot: Shot, look: Look) => `${shot.name}-${look}.webp`;

const picture = (shot: Shot, look: Look) =>
  `<img src="pictures/screens/${fileOf(shot, look)}" width="${WIDTHS[look]}" alt="${shot.title}: ${NAMES[look]}">`;

/** docs/screens.md: a title, a sentence, and the pictures of each screen. */
export function screensPage(shots: Shot[]): string {
  const parts = shots.map(
    (shot) => `## ${shot.title}\n\n${shot.text}\n\n${LOOKS.map((look) => picture(shot, look)).join('\n')}\n`,
  );
  return [
    '# Screens\n',
    'Every screen with the data of the demo, in both themes: at 1440×900 pixels, and on a phone of 390×844.',
    '`make screens` takes the pictures anew and writes this page.\n',
    ...parts,
  ].join('\n');
}
