import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { fileUrl } from '@/api/file-url';
import type { Message } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { spokenMoment } from '@/lib/dates';
import { Button, IconButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import type { Picture } from './picture';

type Props = {
  picture: Picture;
  messages: Message[];
  onPicture: (picture: Picture) => void;
  onClose: () => void;
};

/** A picture in full; arrows go through all pictures of the chat that are loaded. */
export default function Lightbox({ picture, messages, onPicture, onClose }: Props) {
  const { t } = useLingui();
  const [zoomed, setZoomed] = useState(false);
  const style = useDateStyle();
  const all = messages.flatMap((message) =>
    message.attachments
      .filter(({ is_image, is_withheld, moderation }) => is_image && !is_withheld && moderation !== 'failed')
      .map((attachment) => ({ message, attachment })),
  );
  const index = all.findIndex(
    ({ message, attachment }) => message.id === picture.messageId && attachment.id === picture.attachmentId,
  );
  const current = all[index];

  const step = (by: number) => {
    const target = all[index + by];
    if (target) onPicture({ messageId: target.message.id, attachmentId: target.attachment.id });
  };
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      if (event.key === 'ArrowLeft') step(-1);
      else if (event.key === 'ArrowRight') step(1);
    };
    window.addEventListener('keydown', move);
    return () => window.removeEventListener('keydown', move);
  });

  if (!current) return null;
  const moment = spokenMoment(Date.parse(current.message.sent_at), style);
  const title =
    current.message.author === 'buyer' ? t`Фото от покупателя, ${moment}` : t`Фото продавца, ${moment}`;
  return (
    <Dialog title={title} onClose={onClose} wide>
      <div className="thin-scroll max-h-[65dvh] overflow-auto">
        <img
          src={fileUrl(current.attachment.url)}
          alt={title}
          className={
            zoomed ? 'w-[200%] max-w-none' : 'mx-auto max-h-[65dvh] max-w-full rounded-md object-contain'
          }
        />
      </div>
      <div className="mt-3 text-center">
        <Button aria-pressed={zoomed} onClick={() => setZoomed(!zoomed)}>
          {t`Увеличить`}
        </Button>
      </div>
      {all.length > 1 ? (
        <div className="mt-3 flex items-center justify-center gap-4">
          <IconButton
            icon="back"
            label={t`Предыдущее фото`}
            hint="←"
            aria-disabled={index === 0}
            onClick={() => step(-1)}
          />
          <span className="text-ink2">{t`${{ number: index + 1 }} из ${{ count: all.length }}`}</span>
          <IconButton
            icon="forward"
            label={t`Следующее фото`}
            hint="→"
            aria-disabled={index === all.length - 1}
            onClick={() => step(1)}
          />
        </div>
      ) : null}
    </Dialog>
  );
}
