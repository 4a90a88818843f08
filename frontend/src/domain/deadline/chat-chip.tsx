import { useLingui } from '@lingui/react/macro';
import type { Chat, ChatAccount } from '@/api/types';
import { staleSince } from '@/domain/chat-accounts/freshness';
import { useDateStyle } from '@/domain/session/workspace';
import { useNow } from '@/lib/use-now';
import { Chip, type ChipLook } from '@/ui/chip';
import type { IconName } from '@/ui/icon';
import { type DeadlineChip, deadlineChip } from './chip';
import { chipText, chipWords, nearMoment } from './words';

const LOOKS: Record<Exclude<DeadlineChip['kind'], 'none'>, { icon: IconName; look: ChipLook }> = {
  calm: { icon: 'clock', look: 'outline' },
  soon: { icon: 'clock', look: 'warn' },
  paused: { icon: 'moon', look: 'outline' },
  breached: { icon: 'triangle', look: 'bad' },
  window: { icon: 'hourglass', look: 'warn' },
  answered: { icon: 'double-check', look: 'quiet' },
  late: { icon: 'triangle', look: 'quiet' },
};

type Props = { chat: Pick<Chat, 'clock' | 'answered_at'>; account: ChatAccount | undefined };

/** The reply clock of a chat: icon, short text and colour together, the full sentence for screen readers. */
export function ChatChip({ chat, account }: Props) {
  const { t, i18n } = useLingui();
  const style = useDateStyle();
  const border = deadlineChip(chat, Date.now()).border;
  const now = useNow(border);
  const chip = deadlineChip(chat, now);
  if (chip.kind === 'none') return null;
  const at = 'at' in chip && chip.at !== null ? chip.at : now;
  const until = chip.kind === 'paused' ? nearMoment(i18n, chip.until, now, style) : '';
  const words = chipWords(i18n, chip, nearMoment(i18n, at, now, style), until);
  const isOver = chip.kind === 'answered' || chip.kind === 'late';
  const known = !isOver && account ? staleSince(account, now) : null;
  const stale = known === null ? '' : t`данные на ${nearMoment(i18n, known, now, style)}`;
  const text = chipText(i18n, chip, /^\d\d:/.test(until) ? t`пауза до ${until}` : until);
  return (
    <Chip
      {...LOOKS[chip.kind]}
      text={stale ? `${text} · ${stale}` : text}
      words={stale ? `${words}, ${stale}` : words}
    />
  );
}
