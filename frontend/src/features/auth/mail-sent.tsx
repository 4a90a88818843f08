import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Refusal } from '@/ui/refusal';
import { sendLinkAgain } from './registration';

/** The same for an address that has an account and for one that has none: the mail alone tells. */
export function MailSent({ email, onBack }: { email: string; onBack: () => void }) {
  const { t } = useLingui();
  const again = useMutation({ mutationFn: () => sendLinkAgain(email) });
  return (
    <div className="space-y-4">
      <Notice look="ok" icon="mail" role="status">
        {t`Отправили письмо на ${email}. Откройте ссылку из него, чтобы начать. Ссылка действует сутки.`}
      </Notice>
      <p className="text-ink2">{t`Письма нет? Посмотрите в папке «Спам». Через минуту можно отправить его ещё раз.`}</p>
      {again.isSuccess ? (
        <Notice look="info" role="status">
          {t`Если прошла минута, новое письмо уже в пути, и прежняя ссылка больше не работает.`}
        </Notice>
      ) : null}
      <Refusal error={again.error} withRemedy />
      <Button busy={again.isPending} onClick={() => again.mutate()} className="w-full !min-h-10">
        {t`Отправить ещё раз`}
      </Button>
      <Button look="quiet" icon="back" onClick={onBack}>
        {t`Изменить адрес`}
      </Button>
    </div>
  );
}
