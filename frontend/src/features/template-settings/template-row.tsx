import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import type { Template } from '@/api/types';
import { useWorkspace } from '@/domain/session/workspace';
import { Icon } from '@/ui/icon';

export function TemplateRow({ template }: { template: Template }) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const uses = template.use_count;
  const facts = [
    template.shared ? null : t`только мой`,
    template.chat_account?.title ?? null,
    uses === 0
      ? t`ещё не использовали`
      : t`${plural(uses, { one: 'использован # раз', few: 'использован # раза', many: 'использован # раз', other: 'использован # раза' })}`,
  ].filter((fact) => fact !== null);
  return (
    <li className="relative flex items-start gap-3 px-4 py-3 hover:bg-sunken">
      <div className="min-w-0 flex-1">
        <h3 className="truncate font-medium">
          <Link
            to={`/w/${slug}/settings/templates/${template.id}`}
            className="inline-block min-h-6 after:absolute after:inset-0"
          >
            {template.title}
          </Link>
        </h3>
        <p className="line-clamp-2 text-sm break-words text-ink2">{template.text}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-sm text-ink3">
          {template.shared ? null : <Icon name="lock" size={13} />}
          {facts.join(' · ')}
        </p>
      </div>
      <Icon name="forward" size={16} className="mt-1 text-ink3" />
    </li>
  );
}
