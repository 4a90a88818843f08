import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { RichText } from './rich-text';

const FOLD_LINES = 20;
const LINE_CHARACTERS = 70;

/** Long texts fold; everything is one click away. */
export function FoldedText({ text }: { text: string }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_CHARACTERS)), 0);
  const folds = lines > FOLD_LINES;
  return (
    <>
      <div className={folds && !open ? 'line-clamp-[20]' : undefined}>
        <RichText text={text} />
      </div>
      {folds ? (
        <button type="button" className="mt-1 min-h-6 font-medium text-accent" onClick={() => setOpen(!open)}>
          {open ? t`Свернуть` : t`Показать полностью`}
        </button>
      ) : null}
    </>
  );
}
