import { useLingui } from '@lingui/react/macro';
import { ApiError, errorText } from '@/api/errors';

/** Why a step of the sign-in was refused; `words` are those of the step, by the status of the answer. */
export function useSignInProblem(): (error: unknown, words: Partial<Record<number, string>>) => string {
  const { t, i18n } = useLingui();
  return (error, words) => {
    const known = error instanceof ApiError ? error : null;
    if (known?.status === 429 || known?.code === 'too_many_login_attempts') {
      return t`Слишком много попыток. Подождите пять минут и попробуйте снова.`;
    }
    return (known && words[known.status]) || errorText(error, i18n.locale).text;
  };
}
