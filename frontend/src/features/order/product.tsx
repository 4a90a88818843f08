import { useLingui } from '@lingui/react/macro';
import type { ContextProduct } from '@/api/types';
import { moneyText } from '@/domain/money/money';
import { Chip } from '@/ui/chip';
import { Copyable } from '@/ui/copyable';

export function Product({ product }: { product: ContextProduct }) {
  const { t, i18n } = useLingui();
  return (
    <div className="space-y-1">
      <p>{product.name}</p>
      <p className="flex flex-wrap items-center gap-x-3">
        {product.price ? <span className="font-semibold">{moneyText(i18n, product.price)}</span> : null}
        {product.is_archived ? <Chip icon="archive" look="outline" text={t`в архиве`} /> : null}
      </p>
      <div className="flex flex-wrap gap-x-3 text-sm text-ink2">
        {product.sku ? <Copyable label="SKU" value={product.sku} /> : null}
        {product.offer_id ? <Copyable label={t`Артикул`} value={product.offer_id} /> : null}
      </div>
    </div>
  );
}
