import type { Page } from '@playwright/test';
import { getResponse } from 'msw';
import { handlers } from '../src/testing/handlers.ts';
import type { World } from '../src/testing/world.ts';

/** Answers what the page asks the API from an imagined world, which is the same in every run. */
export async function imagine(page: Page, world: World): Promise<void> {
  const known = handlers(world);
  await page.route('**/api/v1/**', async (route) => {
    const asked = route.request();
    const answer = await getResponse(
      known,
      new Request(asked.url(), {
        method: asked.method(),
        headers: asked.headers(),
        body: asked.postData(),
      }),
    );
    if (answer === undefined) throw new Error(`nobody imagined ${asked.method()} ${asked.url()}`);
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
}
