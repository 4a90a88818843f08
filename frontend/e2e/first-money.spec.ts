import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { ARRIVES_WITHIN_MS, environment } from './environment.ts';
import { linkInMailTo } from './mails.ts';
import { operate, readPaper } from './operator.ts';
import { buyerAsks, openShop } from './simulator.ts';
import { bubble, composer, connect, rowWith, workspacePath } from './steps.ts';

const PASSWORD = 'tihaya-gavan-vesnoy';
const SELLER = {
  name: 'ООО «Тихая гавань»',
  inn: '7799000012',
  kpp: '779901001',
  address: '101000, г. Москва, ул. Выдуманная, д. 1',
  bank_name: 'АО «Выдуманный банк», г. Москва',
  bic: '044599901',
  account: '40702810600000000017',
  correspondent_account: '30101810000000000901',
  signer_title: 'Генеральный директор',
  signer_name: 'Вымышленная И. О.',
};

/** The days of the pilot and of the trial lie behind, and the grace too. */
const timePasses = (slug: string) => `
from datetime import timedelta
from django.utils import timezone
from billing.models import Pilot, Subscription
now = timezone.now()
Pilot.objects.filter(workspace__slug="${slug}").update(
    starts_on=now.date() - timedelta(days=60), ends_on=now.date() - timedelta(days=31)
)
Subscription.objects.filter(workspace__slug="${slug}").update(
    trial_started_at=now - timedelta(days=24), trial_ends_at=now - timedelta(days=10)
)
`;

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
  return context.newPage();
}

/** Opens a row of a list in the administration and does one of its deeds, with what has to be told. */
async function doDeed(
  staff: Page,
  list: string,
  row: string,
  deed: string,
  told: Record<string, string> = {},
): Promise<void> {
  await staff.goto(`/admin/billing/${list}/`);
  await staff.getByRole('link', { name: row }).first().click();
  await staff.locator(`a[href*="/${deed}"]`).first().click();
  for (const [name, value] of Object.entries(told)) await staff.locator(`[name="${name}"]`).fill(value);
  await staff.getByRole('button', { name: /^(Да|Yes)$/ }).click();
  await expect(staff).toHaveURL(/\/change\/$/);
}

test('a visitor becomes a pilot, the pilot ends, and a paid invoice lets answers go again', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const id = randomUUID().slice(0, 8);
  const [email, slug, company] = [`gavan-${id}@example.com`, `gavan-${id}`, `Тихая лавка ${id}`];
  await operate(
    `from billing.models import Seller; Seller.objects.get_or_create(is_current=True, defaults=${JSON.stringify(SELLER)})`,
  );

  await page.goto('/');
  await page.getByLabel('Почта, телефон или Telegram').fill(email);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Оставить контакт' }).click();
  await expect(page).toHaveURL(/\/thanks/);

  const staff = await newPage(browser);
  await staff.goto('/admin/');
  await staff.locator('[name="username"]').fill(environment.staff);
  await staff.locator('[name="password"]').fill(environment.password);
  await staff.locator('[type="submit"]').click();
  await doDeed(staff, 'lead', email, 'take', { name: company, slug });
  await doDeed(staff, 'pilot', company, 'invite');

  await page.goto(await linkInMailTo(email, '/invitation#'));
  await page.getByLabel('Имя').fill('Вера Причальная');
  await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Присоединиться' }).click();
  await expect(page).toHaveURL(new RegExp(`/w/${slug}/`));
  const shop = await openShop('Тихая лавка');
  await buyerAsks(shop, 'Есть ли чехол в комплекте?');
  await connect(page, shop);
  await (await rowWith(page, 'Есть ли чехол')).click();
  await expect(composer(page)).toBeEditable();

  await operate(timePasses(slug));
  await page.reload();
  await expect(page.getByText(/Доступ к отправке закончился/).first()).toBeVisible();

  await page.goto(`${workspacePath(page)}/settings/billing`);
  // The banner says it too.
  await expect(page.getByText(/^Отправка ответов остановлена\. Читать/)).toBeVisible();
  await page.getByRole('button', { name: 'Запросить счёт' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Плательщик').fill('ИП Вымышленная Инна Сергеевна');
  await dialog.getByLabel('ИНН').fill('770000000081');
  await dialog.getByLabel('Юридический адрес').fill('140000, г. Люберцы, ул. Садовая, д. 5');
  await dialog.getByRole('button', { name: 'Выставить счёт' }).click();
  await expect(dialog.getByText(/контрольн/i)).toBeVisible();
  await dialog.getByLabel('ИНН').fill('770000000082');
  await dialog.getByRole('button', { name: 'Выставить счёт' }).click();
  await expect(dialog).toHaveCount(0);
  const invoice = page.getByRole('listitem').filter({ hasText: 'Ждёт оплаты' });
  const number = /№ (\d{4}-\d+)/.exec(await invoice.innerText())?.[1] ?? '';
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    invoice.getByRole('link', { name: /Скачать счёт/ }).click(),
  ]);
  const paper = await readPaper(await download.path());
  expect(paper.words).toContain(`Счёт на оплату № ${number}`);
  expect(paper.codes).toHaveLength(1);
  expect(paper.codes[0]).toMatch(
    new RegExp(
      `^ST00012\\|Name=${SELLER.name}\\|PersonalAcc=${SELLER.account}\\|.*\\|Purpose=[^|]*${number}`,
    ),
  );

  await doDeed(staff, 'invoice', number, 'pay', { reference: '17' });
  await page.reload();
  await expect(page.getByText(/^Оплачено до/)).toBeVisible();
  await page.goto(`${workspacePath(page)}/inbox`);
  await (await rowWith(page, 'Есть ли чехол')).click();
  await composer(page).fill('Да, чехол лежит в коробке.');
  await page.keyboard.press('Control+Enter');
  await expect(bubble(page, 'чехол лежит в коробке').getByText('доставлено')).toBeAttached({
    timeout: ARRIVES_WITHIN_MS,
  });
  await staff.context().close();
});
