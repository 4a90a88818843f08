// Extracts messages into a scratch copy and compares: fails when a catalogue is stale or a translation is missing.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CATALOGUES = ['ru/inbox', 'ru/desk', 'ru/settings', 'en/inbox', 'en/desk', 'en/settings'];
const path = (catalogue) => `src/locales/${catalogue}.po`;
const copyOf = (catalogue) => join(keep, catalogue.replace('/', '-'));
const keep = mkdtempSync(join(tmpdir(), 'locales-'));
const messages = (text) =>
  text
    .split('\n\n')
    .slice(1)
    .map((block) =>
      block
        .split('\n')
        .filter((line) => !line.startsWith('#'))
        .join('\n'),
    )
    .filter((block) => block.trim() !== '');

for (const catalogue of CATALOGUES) copyFileSync(path(catalogue), copyOf(catalogue));
const problems = [];
try {
  execFileSync('npx', ['lingui', 'extract', '--clean'], { stdio: 'pipe' });
  for (const catalogue of CATALOGUES) {
    const before = messages(readFileSync(copyOf(catalogue), 'utf8'))
      .sort()
      .join('\n\n');
    const after = messages(readFileSync(path(catalogue), 'utf8'));
    if (before !== [...after].sort().join('\n\n'))
      problems.push(`${catalogue}: stale, run \`npm run extract\``);
    const missing = after.filter((block) => /msgstr ""\s*$/.test(block));
    for (const block of missing)
      problems.push(`${catalogue}: no translation for ${block.split('msgid ')[1]?.split('\nmsgstr')[0]}`);
  }
} finally {
  for (const catalogue of CATALOGUES) copyFileSync(copyOf(catalogue), path(catalogue));
  rmSync(keep, { recursive: true });
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log('catalogues: ru and en are complete');
