import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { environment } from './environment.ts';

const run = promisify(execFile);

/** Does in the product's database what only time or an operator would bring about. */
export async function operate(code: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: environment.databaseUrl, REDIS_URL: environment.redisUrl };
  await run(environment.python, ['manage.py', 'shell', '--command', code], { cwd: environment.backend, env });
}

export type Paper = { words: string; codes: string[] };

/** What a downloaded paper says: drawn to a picture, its codes read from there. */
export async function readPaper(path: string): Promise<Paper> {
  const { stdout } = await run(environment.python, ['-m', 'billing.tests.read_paper', path], {
    cwd: environment.backend,
  });
  return JSON.parse(stdout) as Paper;
}
