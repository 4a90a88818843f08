import { useLingui } from '@lingui/react/macro';
import { Button } from './button';

type Props = { onCancel: () => void; submit: string; busy: boolean; disabled: boolean };

/** The end of a form in a dialog: away from it, or on with it. */
export function FormButtons({ onCancel, submit, busy, disabled }: Props) {
  const { t } = useLingui();
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onCancel}>{t`Отмена`}</Button>
      <Button type="submit" look="primary" busy={busy} aria-disabled={disabled || undefined}>
        {submit}
      </Button>
    </div>
  );
}
