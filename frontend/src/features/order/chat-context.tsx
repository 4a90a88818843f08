import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Refusal } from '@/ui/refusal';
import { Parcels } from './parcels';
import { Part } from './part';
import { Product } from './product';
import { contextQuery } from './query';

/** What the chat is about, from the marketplace: there, or the reason why it is not. */
export function ChatContext({ chatId, about }: { chatId: string; about: 'order' | 'product' }) {
  const { t } = useLingui();
  const context = useQuery(contextQuery(chatId));
  if (context.isError && !context.data) return <Refusal error={context.error} withRemedy />;
  const product = context.data?.product;
  const order = context.data?.order;
  return about === 'product' ? (
    <Part known={product} nothing={t`Чат не связан с товаром.`}>
      {product?.product ? <Product chatId={chatId} product={product.product} /> : null}
    </Part>
  ) : (
    <Part known={order} nothing={t`Чат не связан с заказом.`}>
      {order && order.parcels.length > 0 ? (
        <Parcels chatId={chatId} number={order.number} parcels={order.parcels} />
      ) : null}
    </Part>
  );
}
