import type { I18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AuditEntry } from '@/api/types';

const ROLES = { owner: msg`владелец`, agent: msg`агент` };
const SETTINGS = {
  paused: msg`приостановка`,
  sandbox: msg`пробный режим`,
  mark_read_at_marketplace: msg`отметка прочитанного на Ozon`,
  title: msg`название`,
};

/** What an entry is about, out of its details: the names in them differ by the kind of action. */
export function aboutWhat(i18n: I18n, { action, details }: AuditEntry): string | null {
  const text = (name: string): string | null => {
    const value = details[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const role = (name: string): string => {
    const value = text(name);
    const known = value === 'owner' || value === 'agent' ? i18n._(ROLES[value]) : value;
    return known ?? '';
  };
  switch (action) {
    case 'member.role_changed':
      return `${text('member') ?? ''}, ${role('from')} → ${role('to')}`;
    case 'member.removed':
      return joined(text('member'), text('email'));
    case 'member.joined':
      return joined(text('email'), role('role'));
    case 'workspace.ownership_transferred':
      return `${text('from') ?? ''} → ${text('to') ?? ''}`;
    case 'chat_account.changed':
      return Object.keys(details)
        .map((name) => (name in SETTINGS ? i18n._(SETTINGS[name as keyof typeof SETTINGS]) : name))
        .join(', ');
  }
  if (action.startsWith('invitation.')) return joined(text('email'), role('role'));
  return text('name') ?? text('title');
}

const joined = (...parts: (string | null)[]): string | null => parts.filter(Boolean).join(', ') || null;
