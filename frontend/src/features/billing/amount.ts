import type { I18n } from '@lingui/core';
import { moneyText } from '@/domain/money/money';

/** Kopecks, as they come from the server. */
export const amountText = (i18n: I18n, kopecks: number) =>
  moneyText(i18n, { amount: `${kopecks / 100}`, currency: 'RUB' });
