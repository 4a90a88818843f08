import { chromium } from '@playwright/test';
const [,, base, login, password, out, ...paths] = process.argv;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [name, w, h, theme] of [['d', 1440, 900, 'light'], ['p', 390, 844, 'light'], ['k', 1440, 900, 'dark']]) {
  const ctx = await browser.newContext({ viewport: { width: w, height: h }, locale: 'ru-RU', timezoneId: 'Europe/Moscow', colorScheme: theme });
  const page = await ctx.newPage();
  const errors = [];
  page.on('console', m => { if (['error','warning'].includes(m.type())) errors.push(m.text()); });
  await page.goto(base + '/login');
  await page.getByLabel('Почта').fill(login);
  await page.getByLabel('Пароль').fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForURL(/\/w\//);
  const ws = /^\/w\/[^/]+/.exec(new URL(page.url()).pathname)[0];
  for (const p of paths) {
    await page.goto(base + (p.startsWith('/') ? p : `${ws}/${p}`));
    await page.waitForTimeout(2500);
    await page.screenshot({ path: `${out}/${name}-${p.replace(/[\/?=&]/g, '_')}.png`, fullPage: p.startsWith('!') });
  }
  if (errors.length) console.log(name, errors.slice(0, 5));
  await ctx.close();
}
await browser.close();
