import type { Chat, ChatClock } from '@/api/types';

const MINUTE = 60_000;

export type DeadlineChip =
  | { kind: 'calm' | 'soon'; minutes: number; at: number; border: number; working: boolean }
  | { kind: 'paused'; minutes: number; at: number; until: number; border: number }
  | { kind: 'breached'; minutes: number; at: number; border: null }
  | { kind: 'window'; minutes: number; at: number; border: number; estimate: boolean }
  | { kind: 'answered'; at: number | null; border: null }
  | { kind: 'late'; at: number | null; border: null }
  | { kind: 'none'; border: null };

const moment = (value: string | null): number | null => (value === null ? null : Date.parse(value));

/** The state of the reply clock at `now`; `border` is the moment at which it changes by itself. */
export function deadlineChip(chat: Pick<Chat, 'clock' | 'answered_at'>, now: number): DeadlineChip {
  const due = moment(chat.clock.due_at);
  if (due === null) {
    // Only what was owed last counts: after «ответ не требуется» an older answer says nothing of it.
    const state = chat.clock.obligation_state;
    if (state !== 'met' && state !== 'met_late') return { kind: 'none', border: null };
    return { kind: state === 'met' ? 'answered' : 'late', at: moment(chat.answered_at), border: null };
  }
  const window = openWindow(chat.clock, now);
  if (window !== null && window < due) {
    const border = window;
    return {
      kind: 'window',
      minutes: remaining(window, now),
      at: window,
      border,
      estimate: chat.clock.window_is_estimate,
    };
  }
  if (now > due) return { kind: 'breached', minutes: overdue(due, now), at: due, border: null };
  const pause = moment(chat.clock.pauses_at);
  const until = moment(chat.clock.paused_until);
  const left = chat.clock.seconds_after_pause * 1000;
  if (until !== null && now < until) {
    return { kind: 'paused', minutes: remaining(left, 0), at: due, until, border: until };
  }
  // What counts is working time: up to the pause by the clock, beyond it as the server said.
  const minutes =
    until !== null
      ? remaining(until + left, now)
      : pause === null
        ? remaining(due, now)
        : remaining(Math.max(pause, now) + left, now);
  const working = until !== null || pause !== null;
  const warn = moment(chat.clock.warn_at);
  if (warn !== null && now >= warn) return { kind: 'soon', minutes, at: due, border: due, working };
  return { kind: 'calm', minutes, at: due, border: Math.min(warn ?? due, due), working };
}

function openWindow(clock: ChatClock, now: number): number | null {
  const closes = moment(clock.window_closes_at);
  return closes !== null && closes > now ? closes : null;
}

/** A started minute still counts, so that «1 мин» stands until the very end. */
function remaining(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / MINUTE));
}

function overdue(at: number, now: number): number {
  return Math.max(1, Math.floor((now - at) / MINUTE));
}

/** Whether the computed window is over although the marketplace has not refused yet. */
export function windowHasPassed(clock: ChatClock, now: number): boolean {
  const closes = moment(clock.window_closes_at);
  return closes !== null && closes <= now && clock.window_refused_at === null;
}
