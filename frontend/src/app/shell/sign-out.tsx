import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { signOut } from '@/api/access';
import { errorText } from '@/api/errors';
import { hasUnsavedDrafts } from '@/domain/replies/drafts';
import { forgetPerson } from '@/domain/session/device';
import { announcePerson } from '@/domain/session/one-person';
import { keysWith } from '@/lib/storage';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { toast } from '@/ui/toasts';

/** Leaves and wipes what was written on this device; unsent messages are asked about first. */
export function SignOutButton({ userId }: { userId: string }) {
  const { t, i18n } = useLingui();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    try {
      await signOut();
      forgetPerson(userId);
      announcePerson(null);
      window.location.assign('/login');
    } catch (error) {
      toast(errorText(error, i18n.locale).text, { urgent: true });
    }
  };
  const unsent = () => {
    const prefix = `aiq:${userId}:`;
    return hasUnsavedDrafts(prefix) || keysWith(prefix).some((key) => key.includes(':outbox:'));
  };
  return (
    <>
      <Button look="quiet" icon="exit" onClick={() => (unsent() ? setAsking(true) : void leave())}>
        {t`Выйти`}
      </Button>
      {asking ? (
        <Dialog title={t`Выйти и стереть черновики?`} onClose={() => setAsking(false)}>
          <p className="text-ink2">{t`На этом устройстве остались черновики или неотправленные сообщения. После выхода их не вернуть.`}</p>
          <div className="mt-4 flex justify-end gap-2">
            <Button onClick={() => setAsking(false)} data-autofocus>{t`Остаться`}</Button>
            <Button look="danger" onClick={leave}>{t`Выйти и стереть`}</Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
