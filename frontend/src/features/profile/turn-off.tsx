import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { Button } from '@/ui/button';
import { Refusal } from '@/ui/refusal';
import { endSecondFactor, ProofNeeded } from './security';

/** Asks before the second step is given up. */
export function TurnOff({ onDone, onProofNeeded }: { onDone: () => void; onProofNeeded: () => void }) {
  const { t } = useLingui();
  const off = useMutation({
    mutationFn: endSecondFactor,
    onSuccess: onDone,
    onError: (error) => {
      if (error instanceof ProofNeeded) onProofNeeded();
    },
  });
  return (
    <div className="space-y-3">
      <p>{t`Для входа снова хватит пароля, запасные коды перестанут действовать.`}</p>
      {off.error instanceof ProofNeeded ? null : <Refusal error={off.error} />}
      <div className="flex flex-wrap gap-2">
        <Button look="danger" busy={off.isPending} onClick={() => off.mutate()}>
          {t`Выключить второй шаг`}
        </Button>
        <Button onClick={onDone}>{t`Оставить`}</Button>
      </div>
    </div>
  );
}
