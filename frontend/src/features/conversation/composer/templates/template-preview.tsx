import { useLingui } from '@lingui/react/macro';
import type { FilledTemplate } from '@/api/types';
import { withGaps } from './variables';

/** The whole text as it will stand in the answer; what must still be filled in is marked. */
export function TemplatePreview({ template }: { template: FilledTemplate }) {
  const { t } = useLingui();
  return (
    <div className="thin-scroll w-1/2 overflow-y-auto border-l border-line p-4 phone:hidden">
      <p className="whitespace-pre-wrap">
        {withGaps(template.text).map((piece) =>
          piece.gap ? (
            <mark key={piece.start} className="rounded-sm bg-warn-soft px-0.5 font-medium text-warn">
              {piece.text}
            </mark>
          ) : (
            <span key={piece.start}>{piece.text}</span>
          ),
        )}
      </p>
      {template.missing.length > 0 ? (
        <p className="mt-3 text-sm text-warn">{t`Отмеченное надо будет заполнить.`}</p>
      ) : null}
    </div>
  );
}
