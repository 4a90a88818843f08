import { expect, type Page, test } from '@playwright/test';
import { NOW } from '../src/testing/factories.ts';
import { imagine } from './imagined.ts';
import { workday } from './layout-world.ts';
import { NOBODY } from './people.ts';
import { composer, expectNoSidewaysScroll, settled } from './steps.ts';

const OPEN_CHAT = '/w/dom/inbox?chat=c1';
const SCREENS = [
  { path: '/w/dom/inbox', shows: 'Свисток снимается?' },
  { path: '/w/dom/reports', shows: 'До подключения и сейчас' },
  { path: '/w/dom/settings/members', shows: 'Сотрудники' },
  { path: '/w/dom/settings/reply-times', shows: 'Ответ вовремя' },
];

test.use({ storageState: NOBODY, contextOptions: { reducedMotion: 'reduce' } });

/** As a person does who has chosen text twice as large in the settings of the browser. */
async function enlargeText(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
}

/** What is cut off where it stands: wider or higher than its own box, or partly out of the window. Titles that end in «…»
 * have their whole words in a tooltip, and what only ears get is meant to be cut. */
function cutOff(page: Page, within: string): Promise<string[]> {
  return page.evaluate((root) => {
    const clips = (element: Element) => {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const wide = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      const high = overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1;
      return (wide && textOverflow !== 'ellipsis') || high;
    };
    const forEars = window.innerWidth < 768 ? '.sr-only, .phone\\:sr-only' : '.sr-only';
    const sticksOut = ({ left, right }: DOMRect) => left < -1 || right > window.innerWidth + 1;
    return [...document.querySelectorAll(`${root}, ${root} *`)]
      .filter((element) => element.checkVisibility() && element.closest(`svg, ${forEars}`) === null)
      .filter((element) => element.clientWidth > 1 || element.children.length === 0)
      .filter((element) => clips(element) || sticksOut(element.getBoundingClientRect()))
      .map((element) => element.outerHTML.slice(0, 160));
  }, within);
}

/** Rows that lie over one another. */
function overlappingRows(page: Page): Promise<number> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('[role=listbox] [role=option]')].map((row) => ({
      top: row.getBoundingClientRect().top,
      bottom: Math.max(...[...row.querySelectorAll('*')].map((part) => part.getBoundingClientRect().bottom)),
    }));
    boxes.sort((one, other) => one.top - other.top);
    return boxes.filter((box, place) => box.bottom > (boxes[place + 1]?.top ?? Number.POSITIVE_INFINITY))
      .length;
  });
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`with text twice as large nothing is lost at ${viewport.width} px`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.clock.setFixedTime(NOW);
    await imagine(page, workday());
    await enlargeText(page);

    for (const { path, shows } of SCREENS) {
      await page.goto(path);
      await expect(page.getByText(shows).first()).toBeVisible();
      await settled(page);
      await expectNoSidewaysScroll(page, path);
      expect(await cutOff(page, 'main'), path).toEqual([]);
      expect(await overlappingRows(page), path).toBe(0);
    }
    await page.goto(OPEN_CHAT);
    await expect(page.getByText('Из какого дерева полка?').first()).toBeVisible();
    await composer(page).fill('Полка встаёт в нишу 60 см с запасом в три миллиметра.\nСпасибо за вопрос');
    await settled(page);
    await expect(page.getByRole('button', { name: 'Отправить', exact: true })).toBeInViewport({ ratio: 1 });
    expect(await cutOff(page, '#conversation')).toEqual([]);
  });
}
