// Unpacks Chromium and the libraries it needs: node unpack.mjs EXECUTABLE FOLDER
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const [executable, folder] = process.argv.slice(2);
const packed = 'node_modules/@sparticuz/chromium/bin';

await pipeline(
  createReadStream(`${packed}/chromium.br`),
  createBrotliDecompress(),
  createWriteStream(executable, { mode: 0o700 }),
);

const tar = spawn('tar', ['--extract', '--directory', folder], { stdio: ['pipe', 'inherit', 'inherit'] });
const ended = once(tar, 'close');
await pipeline(createReadStream(`${packed}/al2023.tar.br`), createBrotliDecompress(), tar.stdin);
const [code] = await ended;
process.exit(code);
