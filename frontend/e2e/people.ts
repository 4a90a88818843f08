import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The first process that reads this makes the folder, its workers inherit the name.
process.env.E2E_PEOPLE ??= mkdtempSync(join(tmpdir(), 'journeys-'));

/** Where the cookies of people who are signed in already are kept. */
export const PEOPLE = process.env.E2E_PEOPLE;
export const OWNER = join(PEOPLE, 'owner.json');
export const COLLEAGUE = join(PEOPLE, 'colleague.json');

/** For a journey that begins at the door. */
export const NOBODY = { cookies: [], origins: [] };
