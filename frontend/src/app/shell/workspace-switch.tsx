import { useLingui } from '@lingui/react/macro';
import { useNavigate } from 'react-router';
import { inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { Select } from '@/ui/select';

/** Whose chats these are; a choice only where there is one. */
export function WorkspaceSwitch() {
  const { t } = useLingui();
  const { me, slug, name } = useWorkspace();
  const navigate = useNavigate();
  if (me.workspaces.length < 2) {
    return (
      <p className="mt-1 truncate text-sm text-ink3 strip:hidden" title={name}>
        {name}
      </p>
    );
  }
  return (
    <Select
      label={t`Организация`}
      hideLabel
      className="mt-2 block strip:hidden"
      value={slug}
      onChange={(event) => navigate(inboxPath(event.target.value))}
      options={me.workspaces.map((workspace) => ({ value: workspace.slug, label: workspace.name }))}
    />
  );
}
