import { rm } from 'node:fs/promises';
import { chromium, type FullConfig } from '@playwright/test';
import { environment } from './environment.ts';
import { COLLEAGUE, OWNER, PEOPLE } from './people.ts';
import { buyerAsks, EARLY_QUESTION, EARLY_SHOP, openShop } from './simulator.ts';
import { signIn } from './steps.ts';
import { ask, connectAccount } from './workspace.ts';

/** Signs in once for all journeys; each has a browser of its own that begins with these cookies. */
export default async function enter({ projects }: FullConfig): Promise<() => Promise<void>> {
  const { baseURL, launchOptions, locale, timezoneId } = projects[0]?.use ?? {};
  const browser = await chromium.launch(launchOptions);
  for (const [email, file] of [
    [environment.login, OWNER],
    [environment.colleague, COLLEAGUE],
  ] as const) {
    const context = await browser.newContext({ baseURL, locale, timezoneId });
    await signIn(await context.newPage(), email);
    if (file === OWNER) {
      // Replies leave at once: second thoughts are tested where nobody has to wait for them.
      await ask(context, 'PATCH', 'me', { undo_seconds: 0 });
      // What the minutely jobs make of a new shop is waited for by nobody when it was connected before everything else.
      const early = await openShop('Точная лавка');
      process.env[EARLY_SHOP] = JSON.stringify({ ...early, chatId: await buyerAsks(early, EARLY_QUESTION) });
      await connectAccount(context, early);
    }
    await context.storageState({ path: file });
    await context.close();
  }
  await browser.close();
  return () => rm(PEOPLE, { recursive: true, force: true });
}
