import { useLingui } from '@lingui/react/macro';
import { Button } from './button';
import { Notice } from './notice';

type Props = { author: string | null; version: string; onTake: () => void; onKeep: () => void };

/** Somebody else was faster: their version is shown, and the person says which one stays. */
export function Conflict({ author, version, onTake, onKeep }: Props) {
  const { t } = useLingui();
  return (
    <Notice
      look="warn"
      role="alert"
      action={
        <div className="flex flex-wrap gap-2">
          <Button onClick={onTake}>{t`Взять ту версию`}</Button>
          <Button onClick={onKeep}>{t`Сохранить мою`}</Button>
        </div>
      }
    >
      <p className="font-medium">
        {author
          ? t`Пока вы меняли, другую версию сохранил: ${author}`
          : t`Пока вы меняли, сохранили другую версию`}
      </p>
      <p>{version}</p>
    </Notice>
  );
}
