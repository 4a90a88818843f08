import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import { useDateStyle, useWorkspace } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { BANNER_WAY, Banner } from './banner';

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
    <Banner
      kind={access.state}
      look={access.can_send ? 'bg-warn-soft text-warn' : 'bg-bad-soft text-bad'}
      icon={access.can_send ? 'clock' : 'alert'}
      text={text}
      way={
        isOwner ? (
          <Link to={`/w/${slug}/settings/billing`} className={BANNER_WAY}>
            {t`Тариф и счета`}
          </Link>
        ) : (
          <span>
            {me.support_contact
              ? t`Оплатить может владелец. Поддержка: ${me.support_contact}`
              : t`Оплатить может владелец.`}
          </span>
        )
      }
    />
  );
}
