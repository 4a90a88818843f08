import type { I18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { ApiError, errorText } from '@/api/errors';

const REASONS: Record<string, ReturnType<typeof msg>> = {
  password_too_short: msg`Нужно не меньше 10 знаков.`,
  password_too_common: msg`Этот пароль слишком известен: его подберут за минуту.`,
  password_entirely_numeric: msg`Одних цифр мало: добавьте буквы.`,
  password_too_similar: msg`Пароль слишком похож на имя или почту.`,
  enter_current_password: msg`Нынешний пароль введён неверно.`,
  invalid_password_reset: msg`Ссылка больше не работает. Попросите новую.`,
};

/** Why a password was refused, in our words where we have them. */
export function passwordReason(i18n: I18n, error: unknown): string {
  const code = error instanceof ApiError ? error.code : '';
  if (error instanceof ApiError && error.status === 429) {
    return i18n._(msg`Слишком много попыток. Подождите пять минут и попробуйте снова.`);
  }
  const known = REASONS[code];
  return known ? i18n._(known) : errorText(error, i18n.locale).text;
}
