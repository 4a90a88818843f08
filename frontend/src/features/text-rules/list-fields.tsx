import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { TextArea } from '@/ui/text-area';
import { type ListName, phrasesIn, type RulesDraft } from './draft';
import { LIST_NAMES } from './list-names';

const MIN_ROWS = 4;
const MAX_ROWS = 10;

type Props = {
  lists: ListName[];
  draft: RulesDraft;
  errors: Record<string, string>;
  fixed: boolean;
  onChange: (part: Partial<RulesDraft>) => void;
};

/** Lists side by side, a phrase per line. */
export function ListFields({ lists, draft, errors, fixed, onChange }: Props) {
  const { t, i18n } = useLingui();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {lists.map((name) => {
        const count = phrasesIn(draft[name]).length;
        const lines = t`${plural(count, { one: '# строка', few: '# строки', many: '# строк', other: '# строки' })}`;
        return (
          <TextArea
            key={name}
            label={i18n._(LIST_NAMES[name].name)}
            hint={`${i18n._(LIST_NAMES[name].hint)} ${lines}.`}
            rows={Math.min(Math.max(count + 1, MIN_ROWS), MAX_ROWS)}
            value={draft[name]}
            readOnly={fixed}
            spellCheck={false}
            autoCapitalize="none"
            error={errors[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        );
      })}
    </div>
  );
}
