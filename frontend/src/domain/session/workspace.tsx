import { useLingui } from '@lingui/react';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Me } from '@/api/types';
import type { DateStyle } from '@/lib/dates';

export type WorkspaceScope = {
  slug: string;
  name: string;
  timeZone: string;
  me: Me;
  isOwner: boolean;
  /** Prefix of everything this person keeps on this device for this workspace. */
  storageKey: string;
};

const Context = createContext<WorkspaceScope | null>(null);

export function WorkspaceProvider({ scope, children }: { scope: WorkspaceScope; children: ReactNode }) {
  return <Context value={scope}>{children}</Context>;
}

export function workspaceScope(me: Me, slug: string): WorkspaceScope | null {
  const brief = me.workspaces.find((workspace) => workspace.slug === slug);
  if (!brief) return null;
  return {
    slug,
    name: brief.name,
    timeZone: me.workspace?.time_zone ?? 'Europe/Moscow',
    me,
    isOwner: brief.role === 'owner',
    storageKey: `aiq:${me.user?.id ?? 'nobody'}:${slug}`,
  };
}

export function useWorkspace(): WorkspaceScope {
  const scope = useContext(Context);
  if (!scope) throw new Error('useWorkspace needs a WorkspaceProvider');
  return scope;
}

/** How dates are written here: the language of the interface, the zone of the workspace. */
export function useDateStyle(): DateStyle {
  const { i18n } = useLingui();
  const { timeZone } = useWorkspace();
  return useMemo(
    () => ({ locale: i18n.locale === 'en' ? 'en-GB' : 'ru-RU', timeZone }),
    [i18n.locale, timeZone],
  );
}
