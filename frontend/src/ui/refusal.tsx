import { useLingui } from '@lingui/react/macro';
import { errorText } from '@/api/errors';
import { Notice } from './notice';

/** Why what was just asked for was not done, and, where there is room for it, what helps. */
export function Refusal({ error, withRemedy = false }: { error: unknown; withRemedy?: boolean }) {
  const { i18n } = useLingui();
  if (!error) return null;
  const { text, remedy } = errorText(error, i18n.locale);
  return (
    <Notice look="bad" role="alert">
      {withRemedy && remedy ? `${text} ${remedy}` : text}
    </Notice>
  );
}
