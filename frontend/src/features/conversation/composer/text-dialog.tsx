import { useLingui } from '@lingui/react/macro';
import type { TextFinding } from '@/api/types';
import type { OutboxEntry } from '@/domain/replies/outbox';
import { useOutbox } from '@/domain/replies/outbox-context';
import { sendAgain } from '@/domain/replies/send-again';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Icon } from '@/ui/icon';
import { useGiveBack } from '../composer-text';
import { inPieces } from './text-pieces';

/** Something in the text may cost the shop its chats or its good name: shown in its place, with the reason. */
export default function TextDialog({ entry }: { entry: OutboxEntry }) {
  const { t } = useLingui();
  const outbox = useOutbox();
  const giveBack = useGiveBack(entry.chatId);
  const text = 'text' in entry.content ? entry.content.text : '';
  const findings = entry.findings ?? [];
  const refused = entry.failure?.code === 'text_refused';

  const change = () => {
    giveBack(text);
    outbox.remove(entry.key);
  };
  const sendAnyway = () => sendAgain(outbox, entry, { findings: [], overridesText: true });

  return (
    <Dialog title={refused ? t`Так отправить нельзя` : t`Проверьте текст перед отправкой`} onClose={change}>
      <p className="max-h-[30dvh] overflow-y-auto rounded-lg bg-bubble-out px-3 py-2 whitespace-pre-wrap">
        {inPieces(text, findings).map((piece) =>
          piece.found ? (
            <mark
              key={piece.start}
              className={`rounded-sm px-0.5 font-medium ${piece.found.refused ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn'}`}
            >
              {piece.text}
            </mark>
          ) : (
            <span key={piece.start}>{piece.text}</span>
          ),
        )}
      </p>
      <ul className="mt-3 space-y-2">
        {byRule(findings).map((finding) => (
          <li key={finding.rule} className="flex items-start gap-2">
            <Icon name="alert" size={16} className={`mt-0.5 ${finding.refused ? 'text-bad' : 'text-warn'}`} />
            <p>
              {finding.reason}
              {finding.remedy ? <span className="block text-sm text-ink2">{finding.remedy}</span> : null}
            </p>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        {refused ? null : <Button onClick={sendAnyway}>{t`Отправить всё равно`}</Button>}
        <Button look="primary" data-autofocus onClick={change}>
          {t`Изменить текст`}
        </Button>
      </div>
    </Dialog>
  );
}

/** Each rule once, in the order of the text. */
function byRule(findings: TextFinding[]): TextFinding[] {
  return [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
}
