import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { environment } from './environment.ts';

/** The path behind our address in the newest mail to somebody, waited for: mails are written by a worker. */
export async function linkInMailTo(address: string, path: string): Promise<string> {
  let found: string | null = null;
  await expect
    .poll(
      async () => {
        found = await findLink(address, path);
        return found;
      },
      { timeout: 30_000 },
    )
    .not.toBeNull();
  return found as unknown as string;
}

async function findLink(address: string, path: string): Promise<string | null> {
  const folder = environment.mailFolder;
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const mail = texts.findLast((text) => text.includes(`To: ${address}`) && text.includes(path));
  const link = mail && new RegExp(`https?://\\S+?(${path}\\S*)`).exec(mail);
  return link?.[1] ?? null;
}
