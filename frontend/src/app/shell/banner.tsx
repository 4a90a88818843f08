import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { IconButton } from '@/ui/button';
import { Icon, type IconName } from '@/ui/icon';

export const BANNER_WAY = 'inline-flex min-h-8 shrink-0 items-center font-medium underline';

type Props = {
  /** What it is about: folded it stays folded for as long as that is the same. */
  kind: string;
  look: string;
  icon: IconName;
  text: ReactNode;
  way?: ReactNode;
};

/** Something to be known wherever one is; folded it stays as a thin line while its cause lasts. */
export function Banner({ kind, look, icon, text, way }: Props) {
  const { t } = useLingui();
  const [folded, setFolded] = useState<string | null>(null);
  const isFolded = folded === kind;
  return (
    <div
      role="status"
      className={`flex items-center gap-x-3 px-4 ${isFolded ? 'py-0 text-xs' : 'min-h-10 flex-wrap py-1.5'} ${look}`}
    >
      <Icon name={icon} size={isFolded ? 14 : 18} />
      <p className={`flex-1 ${isFolded ? 'min-w-0 truncate' : 'min-w-40'}`}>{text}</p>
      {isFolded ? null : way}
      <IconButton
        icon="chevron"
        size={14}
        label={isFolded ? t`Развернуть` : t`Свернуть`}
        aria-expanded={!isFolded}
        className={`!size-6 text-current hover:text-current ${isFolded ? '' : 'rotate-180'}`}
        onClick={() => setFolded(isFolded ? null : kind)}
      />
    </div>
  );
}
