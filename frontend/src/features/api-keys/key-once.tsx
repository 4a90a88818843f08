import { useLingui } from '@lingui/react/macro';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';

/** The whole key, this one time. */
export function KeyOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <p className="mb-3 text-ink2">{t`Скопируйте его сейчас: больше мы его не покажем.`}</p>
      <code className="block rounded-md border border-line bg-sunken p-3 break-all select-all">{secret}</code>
      <div className="mt-4 flex justify-end gap-2">
        <CopyButton text={secret} />
        <Button look="primary" onClick={onDone}>
          {t`Готово`}
        </Button>
      </div>
    </>
  );
}
