// Unpacks Chromium and the libraries it needs: node unpack.mjs EXECUTABLE FOLDER
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const [executable, folder] = process.argv.slice(2);
const libraries = `${folder}/libraries.tar`;

async function decompress(name, target, mode) {
  const source = createReadStream(`node_modules/@sparticuz/chromium/bin/${name}`);
  await pipeline(source, createBrotliDecompress(), createWriteStream(target, { mode }));
}

await decompress('chromium.br', executable, 0o700);
await decompress('al2023.tar.br', libraries, 0o600);
const { status } = spawnSync('tar', ['--extract', '--file', libraries, '--directory', folder], { stdio: 'inherit' });
await rm(libraries);
process.exit(status ?? 1);
