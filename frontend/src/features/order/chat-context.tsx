import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Refusal } from '@/ui/refusal';
import { Parcels } from './parcels';
import { Part } from './part';
import { Product } from './product';
import { contextQuery } from './query';

/** What the chat is about. Each part is there, or says for itself why it is not. */
export function ChatContext({ chatId }: { chatId: string }) {
  const { t } = useLingui();
  const context = useQuery(contextQuery(chatId));
  if (context.isError && !context.data) return <Refusal error={context.error} withRemedy />;
  const product = context.data?.product;
  const order = context.data?.order;
  return (
    <div className="space-y-5">
      <Part title={t`Товар`} known={product} nothing={t`Чат не связан с товаром.`}>
        {product?.product ? <Product product={product.product} /> : null}
      </Part>
      <Part title={t`Заказ`} known={order} nothing={t`Чат не связан с заказом.`}>
        {order && order.parcels.length > 0 ? <Parcels number={order.number} parcels={order.parcels} /> : null}
      </Part>
    </div>
  );
}
