// Adds up what the inbox loads before it can paint (entry, its static imports, the inbox route and the Russian
// catalogue) from Vite's manifest, and fails the build above the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = { js: 150, css: 15 };
const ENTRIES = ['index.html', 'src/app/early.ts', 'src/app/routes/inbox.tsx', 'src/locales/ru/inbox.po'];

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const files = { js: new Set(), css: new Set() };

function collect(key) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the manifest`);
  if (files.js.has(chunk.file)) return;
  files.js.add(chunk.file);
  for (const file of chunk.css ?? []) files.css.add(file);
  for (const imported of chunk.imports ?? []) collect(imported);
}

for (const entry of ENTRIES) collect(entry);

let over = false;
for (const [kind, names] of Object.entries(files)) {
  const size = [...names].reduce(
    (sum, name) => sum + gzipSync(readFileSync(`dist/${name}`), { level: 9 }).length,
    0,
  );
  const kb = size / 1024;
  console.log(`inbox ${kind}: ${kb.toFixed(1)} kB gzip of ${BUDGET_KB[kind]} (${names.size} files)`);
  over ||= kb > BUDGET_KB[kind];
}
if (over) {
  console.error('The first load of the inbox is over its budget.');
  process.exit(1);
}
