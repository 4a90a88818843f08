import { useLingui } from '@lingui/react/macro';
import type { Ref } from 'react';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** The computed window is over, but only the marketplace knows: asked once, then the send decides. */
export function WindowQuestion({
  buttonRef,
  onSend,
}: {
  buttonRef: Ref<HTMLButtonElement>;
  onSend: () => void;
}) {
  const { t } = useLingui();
  return (
    <div className="mb-2">
      <Notice
        look="warn"
        icon="hourglass"
        action={
          <Button ref={buttonRef} onClick={onSend}>
            {t`Отправить всё равно`}
          </Button>
        }
      >
        {t`Срок ответа прошёл: Ozon обычно уже не принимает сообщения.`}
      </Notice>
    </div>
  );
}
