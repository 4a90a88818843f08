import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useOutbox } from '@/domain/replies/outbox-context';
import { runSender } from '@/domain/replies/sender';
import { useWorkspace } from '@/domain/session/workspace';
import { whileLeader } from '@/lib/web-lock';
import { toast } from '@/ui/toasts';

/** One tab hands over what the outbox holds; a refusal is said out loud. */
export function OutboxSender() {
  const { t } = useLingui();
  const client = useQueryClient();
  const store = useOutbox();
  const { storageKey } = useWorkspace();
  const announce = useRef<(reason: string) => void>(() => undefined);
  useEffect(() => {
    announce.current = (reason) => toast(t`Сообщение не отправлено. ${reason}`, { urgent: true });
  });
  useEffect(
    () =>
      whileLeader(`${storageKey}:outbox`, (signal) =>
        runSender({
          store,
          client,
          signal,
          onFailed: (entry) => announce.current(entry.failure?.text ?? ''),
        }),
      ),
    [storageKey, store, client],
  );
  return null;
}
