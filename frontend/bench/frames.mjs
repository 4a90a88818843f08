// How the inbox paints and scrolls in a real browser: prints one line of JSON. `make bench` runs it with
// BENCH_ONLY=frames; the product and its data are the caller's.
import { chromium } from '@playwright/test';

const {
  FRAMES_URL,
  FRAMES_WORKSPACE,
  FRAMES_LOGIN,
  FRAMES_PASSWORD,
  FRAMES_CHAT,
  FRAMES_SECONDS,
  CHROMIUM_PATH,
} = process.env;
const COLD_LOADS = 5;
const LIST_STEP_PX = 1200;
const THREAD_STEP_PX = -900;
const KEYS = 40;
const STEP_MS = 50;
const PAUSES = 7;
const MOST_MS = Number(FRAMES_SECONDS) * 1000;
const base = `${FRAMES_URL}/w/${FRAMES_WORKSPACE}/inbox`;
const list = `${base}?view=all`;

const browser = await chromium.launch({
  executablePath: CHROMIUM_PATH,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const look = { viewport: { width: 1440, height: 900 }, locale: 'ru-RU', timezoneId: 'Europe/Moscow' };

async function signIn() {
  const context = await browser.newContext(look);
  const page = await context.newPage();
  await page.goto(`${FRAMES_URL}/login`);
  await page.getByRole('textbox').first().fill(FRAMES_LOGIN);
  await page.locator('input[type=password]').fill(FRAMES_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/w\//);
  await page.getByRole('listbox').first().waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Milliseconds from the start of the navigation to the frame after the first row is there, with nothing cached. */
async function firstPaint(storageState) {
  const context = await browser.newContext({ ...look, storageState });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seek = () => {
      if (document.querySelector('#chat-list [role=option]')) window.firstRowAt = performance.now();
      else requestAnimationFrame(seek);
    };
    requestAnimationFrame(seek);
  });
  await page.goto(list);
  const at = await page.waitForFunction(() => window.firstRowAt);
  const milliseconds = await at.jsonValue();
  await context.close();
  return milliseconds;
}

/** Turns the wheel over a scroller until its end or the time is over; what came between two frames, meanwhile. */
async function scroll(page, selector, stepPx, isAtEnd) {
  const box = await page.locator(selector).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    window.frames_ = [];
    window.watching = true;
    let last = performance.now();
    const tick = (now) => {
      // The screen's clock: three of its periods are 50 ms and a few millionths.
      window.frames_.push(Math.round(now - last));
      last = now;
      if (window.watching) requestAnimationFrame(tick);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(tick);
    });
  });
  const until = Date.now() + MOST_MS;
  while (Date.now() < until && !(await page.evaluate(isAtEnd, selector))) {
    await page.mouse.wheel(0, stepPx);
    await page.waitForTimeout(STEP_MS);
  }
  const frames = await page.evaluate(() => {
    window.watching = false;
    return window.frames_;
  });
  const sorted = frames.toSorted((one, other) => one - other);
  return {
    frames: frames.length,
    longest: sorted.at(-1),
    p95: sorted[Math.ceil(sorted.length * 0.95) - 1],
    over: frames.filter((milliseconds) => milliseconds > 50).length,
  };
}

/**
 * Presses J again and again: from the key to the first frame after the one that shows the next row as chosen. First
 * as quickly as rows are painted, then with a pause after each chat began to open: from none, which falls into the
 * drawing of it, up to a third of a second.
 */
async function walk(page) {
  await page.locator('#chat-list').focus();
  await page.evaluate(() => {
    window.steps = [];
    const chosen = () => document.querySelector('#chat-list [aria-selected=true]')?.id;
    window.addEventListener(
      'keydown',
      (event) => {
        const before = chosen();
        const seek = () => {
          if (chosen() === before) requestAnimationFrame(seek);
          else requestAnimationFrame(() => window.steps.push(performance.now() - event.timeStamp));
        };
        requestAnimationFrame(seek);
      },
      { capture: true },
    );
  });
  for (let key = 1; key <= KEYS; key += 1) {
    await page.keyboard.press('j');
    await page.waitForFunction((count) => window.steps.length === count, key);
  }
  for (let key = 1; key <= KEYS; key += 1) {
    await page.waitForFunction(() => {
      const id = document.querySelector('#chat-list [aria-selected=true]')?.id.replace('chat-row-', '');
      return new URLSearchParams(location.search).get('chat') === id;
    });
    await page.waitForTimeout((key % PAUSES) * STEP_MS);
    await page.keyboard.press('j');
    await page.waitForFunction((count) => window.steps.length === count, KEYS + key);
  }
  const steps = await page.evaluate(() => window.steps);
  return { quick: quantiles(steps.slice(0, KEYS)), opening: quantiles(steps.slice(KEYS)) };
}

function quantiles(steps) {
  const sorted = steps.toSorted((one, other) => one - other);
  return {
    p50: sorted[Math.floor(KEYS / 2)],
    p95: sorted[Math.ceil(KEYS * 0.95) - 1],
    longest: sorted.at(-1),
  };
}

/** Megabytes of JavaScript's memory that are really held. */
async function heapOf(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.detach();
  return usedSize / 2 ** 20;
}

const state = await signIn();
const paints = [];
for (let load = 0; load < COLD_LOADS; load += 1) paints.push(await firstPaint(state));

const context = await browser.newContext({ ...look, storageState: state });
const page = await context.newPage();
await page.goto(list);
await page.locator('#chat-list [role=option]').first().waitFor();
const listFrames = await scroll(page, '#chat-list', LIST_STEP_PX, (selector) => {
  const rows = [...document.querySelectorAll(`${selector} [role=option]`)];
  const last = rows.at(-1);
  return last?.getAttribute('aria-posinset') === last?.getAttribute('aria-setsize');
});
const reached = await page.evaluate(() =>
  Math.max(
    ...[...document.querySelectorAll('#chat-list [role=option]')].map((row) => Number(row.ariaPosInSet)),
  ),
);
const heap = { list: await heapOf(page), thread: 0 };

await page.goto(list);
await page.locator('#chat-list [role=option]').first().waitFor();
const keys = await walk(page);

await page.goto(`${list}&chat=${FRAMES_CHAT}`);
const feed = '[role=feed]';
await page.locator(`${feed} article`).first().waitFor();
const threadFrames = await scroll(page, feed, THREAD_STEP_PX, (selector) => {
  const first = document.querySelector(`${selector} article`);
  return first?.textContent?.includes('№ 5000,') ?? false;
});
const oldest = await page.evaluate(() => {
  const numbers = [...document.querySelectorAll('[role=feed] article')].map((one) =>
    Number(/№ (\d+),/.exec(one.textContent ?? '')?.[1] ?? 0),
  );
  return Math.max(...numbers);
});
heap.thread = await heapOf(page);
const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
await browser.close();

console.log(
  JSON.stringify({
    paint: paints.toSorted((one, other) => one - other)[Math.floor(COLD_LOADS / 2)],
    list: { ...listFrames, reached },
    thread: { ...threadFrames, reached: oldest },
    keys,
    heap,
    nodes,
  }),
);
