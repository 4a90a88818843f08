import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { fileUrl } from '@/api/file-url';
import type { Attachment, Message } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { spokenMoment } from '@/lib/dates';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { FileCard } from './file-card';
import type { Picture } from './picture';

type Props = { attachment: Attachment; message: Message; onPicture: (picture: Picture) => void };

/** A picture in a box of fixed size, so that nothing jumps when it arrives; or a file to download. */
export function AttachmentView({ attachment, message, onPicture }: Props) {
  const { t } = useLingui();
  const style = useDateStyle();
  const [failed, setFailed] = useState(0);
  const [broken, setBroken] = useState<string | null>(null);
  if (!attachment.is_image) return <FileCard attachment={attachment} />;

  const moment = spokenMoment(Date.parse(message.sent_at), style);
  const alt = message.author === 'buyer' ? t`Фото от покупателя, ${moment}` : t`Фото продавца, ${moment}`;
  const box =
    'mb-1 flex aspect-[4/3] w-60 max-w-full flex-col items-center justify-center gap-2 overflow-hidden rounded-md bg-sunken text-sm text-ink2';
  if (attachment.moderation === 'failed') {
    return (
      <div className={box}>
        <Icon name="lock" />
        {t`отклонено модерацией`}
      </div>
    );
  }
  if (attachment.is_withheld) {
    return (
      <div className={box}>
        <Icon name="image" />
        {attachment.moderation === 'pending' ? t`на проверке` : t`Ozon пока не показывает фото`}
      </div>
    );
  }
  // The address stays the same: what did not load is worth another try once the marketplace tells more.
  const told = `${attachment.moderation} ${attachment.name}`;
  if (broken === told) {
    return (
      <div className={box}>
        <Icon name="image" />
        {attachment.moderation === 'pending' ? t`на проверке` : t`не загрузилось`}
        <Button
          onClick={() => {
            setFailed(failed + 1);
            setBroken(null);
          }}
        >
          {t`Повторить`}
        </Button>
      </div>
    );
  }
  return (
    <button
      type="button"
      className={`${box} relative`}
      onClick={() => onPicture({ messageId: message.id, attachmentId: attachment.id })}
    >
      <img
        key={failed}
        src={fileUrl(attachment.url)}
        alt={alt}
        loading="lazy"
        decoding="async"
        onError={() => setBroken(told)}
        className="size-full object-cover"
      />
      {attachment.moderation === 'pending' ? (
        <span className="absolute inset-x-0 bottom-0 flex items-center justify-center gap-1 bg-warn-soft py-1 text-xs text-warn">
          <Icon name="hourglass" size={13} />
          {t`на проверке`}
        </span>
      ) : null}
    </button>
  );
}
