import type { Chat, ChatAccount, ChatClock, Me, Message, Reply } from '@/api/types';

export const NOW = Date.parse('2026-11-23T11:05:00Z');
export const at = (minutes: number, from = NOW): string => new Date(from + minutes * 60_000).toISOString();

let lastId = 1000;
const nextId = () => {
  lastId += 1;
  return `${lastId}`;
};

export function makeMe(part: Partial<Me> = {}): Me {
  return {
    user: { id: 'u1', email: 'olga@example.com', name: 'Ольга Ветрова', language: 'ru', undo_seconds: 5 },
    api_key: null,
    workspace: { id: 'w1', name: 'Дом и тишина', slug: 'dom', time_zone: 'Europe/Moscow' },
    role: 'owner',
    workspaces: [{ id: 'w1', slug: 'dom', name: 'Дом и тишина', role: 'owner' }],
    scopes: [],
    limits: { read: 1200, write: 300 },
    access: {
      state: 'active',
      until: '2099-01-01T00:00:00Z',
      can_send: true,
      can_sync: true,
      chat_account_limit: 10,
      member_limit: 25,
    },
    support_contact: 'support@example.com',
    ...part,
  };
}

export function makeAccount(part: Partial<ChatAccount> = {}): ChatAccount {
  return {
    id: nextId(),
    marketplace: 'ozon',
    external_id: '1480022',
    title: 'Дом и тишина',
    state: 'active',
    state_code: null,
    state_text: null,
    remedy: null,
    can_read: true,
    can_send: true,
    can_read_history: true,
    limits_codes: [],
    key_hint: '…a1b2',
    key_expires_at: at(60 * 24 * 60),
    demo: false,
    sandbox: false,
    mark_read_at_marketplace: false,
    connected_at: at(-60 * 24 * 30),
    disconnected_at: null,
    fresh_at: at(-0.5),
    delayed: false,
    next_attempt_at: null,
    last_error_code: null,
    import: {
      state: 'done',
      chats_done: 150,
      chats_total: 150,
      started_at: at(-60 * 24 * 30),
      finished_at: at(-60 * 24 * 29),
    },
    capabilities: {
      text_max: 1000,
      file_max_bytes: 10 * 1024 * 1024,
      file_types: ['image/jpeg', 'image/png', 'application/pdf'],
      text_with_files: false,
      mark_read: true,
    },
    ...part,
  };
}

export const noClock: ChatClock = {
  state: 'none',
  opened_at: null,
  due_at: null,
  warn_at: null,
  window_closes_at: null,
  window_is_estimate: false,
  window_refused_at: null,
  deadline_at: null,
  paused_until: null,
  pauses_at: null,
  seconds_after_pause: 0,
  obligation_state: null,
};

/** A clock that is due in so many minutes; warned 60 minutes before, the window 46 h after. */
export function clockDueIn(minutes: number, from = NOW): ChatClock {
  return {
    state: minutes < 0 ? 'breached' : minutes <= 60 ? 'soon' : 'calm',
    opened_at: at(minutes - 240, from),
    due_at: at(minutes, from),
    warn_at: at(minutes - 60, from),
    window_closes_at: at(minutes - 240 + 48 * 60, from),
    window_is_estimate: true,
    window_refused_at: null,
    deadline_at: at(minutes, from),
    paused_until: null,
    pauses_at: null,
    seconds_after_pause: 0,
    obligation_state: 'open',
  };
}

export function makeChat(part: Partial<Chat> = {}): Chat {
  const id = part.id ?? nextId();
  return {
    id,
    chat_account: { id: 'a1', title: 'Дом и тишина', marketplace: 'ozon' },
    title: 'Подушка ортопедическая «Облако» 50×70',
    buyer_name: null,
    buyer_external_id: '10047722',
    order_number: '48866017-0495',
    sku: '1629031744',
    product_title: 'Подушка ортопедическая «Облако» 50×70',
    remote_status: 'open',
    status: 'open',
    unread_count: 0,
    last_message_at: at(-30),
    last_message_id: null,
    last_author: 'buyer',
    last_author_name: null,
    preview: 'Здравствуйте! Когда отправите заказ?',
    clock: clockDueIn(210),
    snoozed_until: null,
    closed: null,
    snooze_outlasts: [],
    suggests_waive: false,
    answered_at: null,
    reply_state: null,
    can_send: true,
    send_blocked_code: null,
    send_blocked_text: null,
    send_blocked_remedy: null,
    assignee: null,
    draft: null,
    created_at: at(-60 * 24),
    updated_at: at(-30),
    ...part,
  };
}

export function makeMessage(part: Partial<Message> = {}): Message {
  const id = part.id ?? nextId();
  return {
    id,
    chat_id: 'c1',
    external_id: `30000000000000${id}`,
    author: 'buyer',
    raw_kind: 'Customer',
    author_name: null,
    reply_id: null,
    is_duplicate: false,
    text: 'Здравствуйте! Когда отправите заказ?',
    attachments: [],
    sent_at: at(-30),
    automatic: false,
    unread: false,
    ...part,
  };
}

export function makeReply(part: Partial<Reply> = {}): Reply {
  const id = part.id ?? nextId();
  return {
    id,
    chat_id: 'c1',
    key: `00000000-0000-4000-8000-${id.padStart(12, '0')}`,
    text: 'Добрый день! Отправим завтра утром.',
    file: null,
    then_close: false,
    author_name: 'Ольга Ветрова',
    state: 'queued',
    simulated: false,
    error_code: null,
    error_text: null,
    remedy: null,
    can_retry: false,
    not_confirmed: false,
    held_by: null,
    created_at: at(-1),
    sending_at: null,
    accepted_at: null,
    delivered_at: null,
    failed_at: null,
    unclear_at: null,
    send_after: null,
    next_attempt_at: null,
    message_id: null,
    attempts: [],
    ...part,
  };
}
