import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

type Look = 'info' | 'ok' | 'warn' | 'bad';

const LOOKS: Record<Look, { box: string; icon: IconName }> = {
  info: { box: 'bg-accent-soft text-ink', icon: 'question' },
  ok: { box: 'bg-ok-soft text-ok', icon: 'check' },
  warn: { box: 'bg-warn-soft text-warn', icon: 'clock' },
  bad: { box: 'bg-bad-soft text-bad', icon: 'alert' },
};

/** A sentence that stays in its place until its cause is gone, with its next step beside it. */
export function Notice(props: {
  look: Look;
  icon?: IconName;
  children: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
}) {
  const look = LOOKS[props.look];
  return (
    <div
      role={props.role}
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md px-3 py-2 text-base ${look.box}`}
    >
      <Icon name={props.icon ?? look.icon} size={18} />
      <div className="min-w-40 flex-1">{props.children}</div>
      {props.action}
    </div>
  );
}
