import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import type { ChatEvent } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dayOf } from '@/lib/dates';
import { createStore } from '@/lib/event-store';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { EventLine } from './event-line';

/** The first deeds of the runs that were unfolded: scrolled out of sight and back, they stay so. */
const unfolded = createStore<ReadonlySet<string>>(new Set());

/** Deeds in a row that are folded to one line until somebody asks for them. */
export function DeedLines({ events }: { events: ChatEvent[] }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const key = events[0]?.id ?? '';
  const open = useSyncExternalStore(unfolded.subscribe, unfolded.get).has(key);
  const turn = () => {
    const others = [...unfolded.get()].filter((other) => other !== key);
    unfolded.set(new Set(open ? others : [...others, key]));
  };
  const days = new Set(events.map((event) => dayOf(Date.parse(event.at), style)));
  return (
    <div className="text-center">
      <Button
        look="quiet"
        aria-expanded={open}
        className="!min-h-6 !py-0 text-xs coarse:!min-h-11"
        onClick={turn}
      >
        {t`${plural(events.length, { one: 'Ещё # действие', few: 'Ещё # действия', many: 'Ещё # действий', other: 'Ещё # действия' })}`}
        <Icon name="chevron" size={13} className={open ? 'rotate-180' : ''} />
      </Button>
      {open
        ? events.map((event) => (
            <EventLine key={event.id} event={event} at={Date.parse(event.at)} dated={days.size > 1} />
          ))
        : null}
    </div>
  );
}
