import { useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { Member } from '@/api/types';
import { ROLE_ORDER, ROLES } from './roles';

type Props = { value: Member['role']; onChange: (role: Member['role']) => void };

/** Both roles with what they may. */
export function RoleChoice({ value, onChange }: Props) {
  const { t, i18n } = useLingui();
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t`Роль`}</legend>
      <div className="space-y-2">
        {ROLE_ORDER.map((role) => (
          <label key={role} className="flex cursor-pointer items-start gap-2.5">
            <input
              type="radio"
              name={name}
              value={role}
              checked={role === value}
              onChange={() => onChange(role)}
              aria-describedby={`${name}-${role}`}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              {i18n._(ROLES[role].name)}
              <span id={`${name}-${role}`} className="block text-sm text-ink3">
                {i18n._(ROLES[role].rights)}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
