import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

/** Nothing here: says why, and what to do next. */
export function Empty(props: { icon: IconName; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-3 p-8 text-center">
      <span className="flex size-14 items-center justify-center rounded-full bg-accent-soft text-accent">
        <Icon name={props.icon} size={26} />
      </span>
      <p className="text-lg font-semibold">{props.title}</p>
      {props.children ? <div className="max-w-sm text-ink2">{props.children}</div> : null}
      {props.action}
    </div>
  );
}
