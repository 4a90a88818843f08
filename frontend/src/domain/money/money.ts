import type { I18n } from '@lingui/core';

/** «2 490 ₽», as the language of the interface writes it; kopecks only where there are any. */
export function moneyText(i18n: I18n, money: { amount: string; currency: string }): string {
  const amount = Number(money.amount);
  const digits = Number.isInteger(amount) ? 0 : 2;
  return i18n.number(amount, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
