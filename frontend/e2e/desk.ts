import { test as base } from '@playwright/test';
import { OWNER } from './people.ts';
import { buyerAsks, openShop, type Shop } from './simulator.ts';
import { ask, type ConnectedAccount, connectAccount, WORKSPACE } from './workspace.ts';

type Asked = Shop & { accountId: string; chatIds: string[] };

export type Desk = {
  /** A shop at the marketplace that nobody connected yet. */
  shop: (company: string) => Promise<Shop>;
  /** A connected shop whose buyers have asked these questions, with its chats on the screen. */
  open: (company: string, ...questions: string[]) => Promise<Asked>;
};

/** A journey of the owner, who is signed in already, with shops of its own; they are disconnected behind it, so that nobody reads them any more. */
export const test = base.extend<{ desk: Desk }>({
  storageState: OWNER,
  desk: async ({ page }, use) => {
    const made: string[] = [];
    const shop = async (company: string) => {
      const opened = await openShop(company);
      made.push(opened.clientId);
      return opened;
    };
    await use({
      shop,
      open: async (company, ...questions) => {
        const opened = await shop(company);
        const chatIds: string[] = [];
        for (const question of questions) chatIds.push(await buyerAsks(opened, question));
        const { id } = await connectAccount(page.context(), opened);
        await page.goto(`${WORKSPACE}/inbox?account=${id}`);
        return { ...opened, accountId: id, chatIds };
      },
    });
    if (made.length === 0) return;
    const context = page.context();
    const { results } = await ask<{ results: ConnectedAccount[] }>(context, 'GET', 'chat-accounts?limit=100');
    for (const { id, external_id, disconnected_at } of results) {
      if (made.includes(external_id) && disconnected_at === null) {
        await ask(context, 'DELETE', `chat-accounts/${id}`);
      }
    }
  },
});
