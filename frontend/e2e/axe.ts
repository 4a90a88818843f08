import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// A theme changes colours and nothing else.
const COLOURS = ['color-contrast', 'link-in-text-block'];

export async function expectAccessible(page: Page, where: string): Promise<void> {
  await expectNothingFound(builder(page).withTags(TAGS), where);
}

export async function expectAccessibleInBothThemes(page: Page, where: string): Promise<void> {
  await expectAccessible(page, where);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNothingFound(builder(page).withRules(COLOURS), `${where}, dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** There are no frames, so one run inside the page is enough, without another page that puts the parts together. What is in
 * order is not written up: that is most of the work. */
const builder = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });

async function expectNothingFound(axe: AxeBuilder, where: string): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  expect.soft(found, where).toEqual([]);
}
