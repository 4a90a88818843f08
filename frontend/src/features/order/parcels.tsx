import { useLingui } from '@lingui/react/macro';
import type { Parcel } from '@/api/types';
import { nearMoment } from '@/domain/deadline/words';
import { moneyText } from '@/domain/money/money';
import { useDateStyle } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';
import { Value } from './value';

type Props = { chatId: string; number: string | null; parcels: Parcel[] };

/** The parcels of an order, each with where it is and what is in it. */
export function Parcels({ chatId, number, parcels }: Props) {
  return (
    <div className="space-y-3">
      {number ? (
        <div className="text-ink2">
          <Value chatId={chatId} value={number} />
        </div>
      ) : null}
      {parcels.map((parcel) => (
        <ParcelCard key={parcel.number} chatId={chatId} parcel={parcel} />
      ))}
    </div>
  );
}

function ParcelCard({ chatId, parcel }: { chatId: string; parcel: Parcel }) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const moment = (at: string) => nearMoment(i18n, Date.parse(at), now, style);
  return (
    <article className="rounded-md border border-line p-3">
      <p className="font-medium">{parcel.status_text}</p>
      <div className="text-sm text-ink2">
        {parcel.delivered_at ? (
          <Value chatId={chatId} label={t`Доставлен:`} value={moment(parcel.delivered_at)} copied={false} />
        ) : parcel.ship_by ? (
          <Value chatId={chatId} label={t`Отгрузить до:`} value={moment(parcel.ship_by)} copied={false} />
        ) : null}
        <Value chatId={chatId} label={t`Отправление`} value={parcel.number} />
        {parcel.tracking_number ? (
          <Value chatId={chatId} label={t`Трек`} value={parcel.tracking_number} />
        ) : null}
      </div>
      <ul className="mt-2 space-y-1 border-t border-line pt-2 text-sm">
        {parcel.items.map((item) => (
          <li key={`${item.sku}-${item.offer_id}`} className="flex items-baseline justify-between gap-2">
            <span className="min-w-0">
              {item.name}
              {item.quantity > 1 ? ` × ${i18n.number(item.quantity)}` : ''}
            </span>
            {item.price ? <span className="shrink-0 text-ink2">{moneyText(i18n, item.price)}</span> : null}
          </li>
        ))}
      </ul>
    </article>
  );
}
