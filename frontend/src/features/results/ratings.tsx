import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { RatedAccount, RatingReason } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { Failure } from '@/ui/failure';
import { Notice } from '@/ui/notice';
import { Section } from '@/ui/section';
import { ratingsQuery } from './queries';
import { Rating } from './rating';

/** What the marketplace itself says about the same answers, beside our calculation. */
export function Ratings({ account }: { account: string | null }) {
  const { t } = useLingui();
  const ratings = useQuery(ratingsQuery());
  const shown = (ratings.data?.accounts ?? []).filter(
    (one) => account === null || one.chat_account_id === account,
  );
  return (
    <Section
      title={t`Оценки Ozon`}
      hint={t`Ozon считает по своим правилам за последние 30 дней. Рядом наш расчёт за те же дни.`}
    >
      {ratings.isError && !ratings.data ? (
        <Failure error={ratings.error} onRetry={() => void ratings.refetch()} />
      ) : !ratings.data ? (
        <div className="skeleton h-40" />
      ) : shown.length === 0 ? (
        <p className="text-ink2">{t`Кабинетов пока нет.`}</p>
      ) : (
        <div className="space-y-6">
          {shown.map((one) => (
            <AccountPart
              key={one.chat_account_id}
              account={one}
              reasons={ratings.data.reasons}
              several={shown.length > 1}
            />
          ))}
        </div>
      )}
    </Section>
  );
}

function AccountPart({
  account,
  reasons,
  several,
}: {
  account: RatedAccount;
  reasons: RatingReason[];
  several: boolean;
}) {
  const { t } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const fetched =
    account.fetched_at === null
      ? t`Ещё не запрашивали: оценки приходят раз в сутки.`
      : t`Получено ${dateAndTime(Date.parse(account.fetched_at), now, style)}`;
  return (
    <div>
      {several ? <h3 className="font-semibold">{account.title}</h3> : null}
      <p className="mb-2 text-sm text-ink3">{fetched}</p>
      {account.error_code === null ? null : (
        <div className="mb-2">
          <Notice look="warn">
            {account.error_text} {account.remedy}
          </Notice>
        </div>
      )}
      <div className="grid gap-3 lg:grid-cols-3">
        {account.ratings.map((rating) => (
          <Rating key={rating.code} rating={rating} reasons={reasons} />
        ))}
      </div>
    </div>
  );
}
