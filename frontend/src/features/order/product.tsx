import { useLingui } from '@lingui/react/macro';
import type { ContextProduct } from '@/api/types';
import { moneyText } from '@/domain/money/money';
import { Chip } from '@/ui/chip';
import { Value } from './value';

export function Product({ chatId, product }: { chatId: string; product: ContextProduct }) {
  const { t, i18n } = useLingui();
  return (
    <div className="space-y-1">
      <Value chatId={chatId} value={product.name} copied={false} />
      <p className="flex flex-wrap items-center gap-x-3">
        {product.price ? <span className="font-semibold">{moneyText(i18n, product.price)}</span> : null}
        {product.is_archived ? <Chip icon="archive" look="outline" text={t`в архиве`} /> : null}
      </p>
      <div className="text-sm text-ink2">
        {product.sku ? <Value chatId={chatId} label="SKU" value={product.sku} /> : null}
        {product.offer_id ? <Value chatId={chatId} label={t`Артикул`} value={product.offer_id} /> : null}
      </div>
    </div>
  );
}
