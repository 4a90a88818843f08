import type { I18n, MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { MarketplaceRating } from '@/api/types';
import { shareInWords, waitInWords } from './formats';

export const RATING_NAMES: Record<string, MessageDescriptor> = {
  rating_reaction_time: msg`Первый ответ, в среднем`,
  rating_average_response_time: msg`Любой ответ, в среднем`,
  rating_replied_dialogs_ratio: msg`Ответили за 24 часа`,
};

export const RATING_STATUSES: Record<MarketplaceRating['status'], MessageDescriptor> = {
  ok: msg`хорошо`,
  warning: msg`близко к порогу`,
  critical: msg`хуже порога`,
  unknown: msg`без оценки`,
};

export function ratingValue(i18n: I18n, rating: MarketplaceRating, value: number): string {
  return rating.unit === 'seconds' ? waitInWords(i18n, value) : shareInWords(i18n, value);
}
