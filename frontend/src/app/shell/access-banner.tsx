import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Icon } from '@/ui/icon';

/** Says that the time to work ends or has ended, and leads owners to the way to pay. */
export default function AccessBanner() {
  const { t } = useLingui();
  const { me, slug, isOwner } = useWorkspace();
  const style = useDateStyle();
  const now = useNow();
  const access = me.access;
  if (!access) return null;
  const until = access.until === null ? '' : dateAndTime(Date.parse(access.until), now, style);
  const text = access.can_send
    ? access.state === 'grace'
      ? t`Доступ закончился. Отвечать покупателям можно до ${until}.`
      : t`Доступ заканчивается ${until}.`
    : t`Отправка ответов остановлена: доступ не оплачен. Читать и выгружать данные можно.`;
  return (
    <div
      role="status"
      className={`flex min-h-10 flex-wrap items-center gap-3 px-4 py-1.5 ${access.can_send ? 'bg-warn-soft text-warn' : 'bg-bad-soft text-bad'}`}
    >
      <Icon name={access.can_send ? 'clock' : 'alert'} size={18} />
      <p className="min-w-40 flex-1">{text}</p>
      {isOwner ? (
        <Link
          to={`/w/${slug}/settings/billing`}
          className="inline-flex min-h-8 shrink-0 items-center font-medium underline"
        >
          {t`Тариф и счета`}
        </Link>
      ) : (
        <span>
          {me.support_contact
            ? t`Оплатить может владелец. Поддержка: ${me.support_contact}`
            : t`Оплатить может владелец.`}
        </span>
      )}
    </div>
  );
}
