import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Failure } from '@/ui/failure';
import { Notice } from '@/ui/notice';
import { Refusal } from '@/ui/refusal';
import { newSpareCodes, ProofNeeded, readSpareCodes } from './security';

type Props = { isFirst: boolean; onDone: () => void; onProofNeeded: () => void };

/** The codes for the day when the phone is lost. */
export function SpareCodes({ isFirst, onDone, onProofNeeded }: Props) {
  const { t } = useLingui();
  const codes = useQuery({
    queryKey: ['spare-codes'],
    queryFn: readSpareCodes,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const renew = useMutation({ mutationFn: newSpareCodes });
  const error = renew.error ?? codes.error;
  const proofNeeded = error instanceof ProofNeeded;
  useEffect(() => {
    if (proofNeeded) onProofNeeded();
  }, [proofNeeded, onProofNeeded]);

  if (proofNeeded) return null;
  if (codes.isError) return <Failure error={codes.error} onRetry={() => void codes.refetch()} />;
  if (!codes.data) return <div className="skeleton h-48" aria-busy="true" />;
  const list = (renew.data ?? codes.data).unused_codes;
  return (
    <div className="space-y-4">
      {isFirst ? (
        <Notice look="ok" role="status">
          {t`Второй шаг включён. Сохраните запасные коды: без телефона войти можно только с ними.`}
        </Notice>
      ) : (
        <p className="text-ink2">{t`Каждый код заменяет код из приложения один раз.`}</p>
      )}
      {list ? (
        <>
          <ul className="grid max-w-sm grid-cols-2 gap-x-6 gap-y-1 rounded-md border border-line bg-sunken p-4">
            {list.map((code) => (
              <li key={code}>
                <code className="select-all">{code}</code>
              </li>
            ))}
          </ul>
          <CopyButton text={list.join('\n')} />
        </>
      ) : (
        <p>{t`Эти коды уже показаны, второй раз их не увидеть. Если они потерялись, сделайте новые.`}</p>
      )}
      <Refusal error={renew.error} />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={onDone}>
          {t`Готово`}
        </Button>
        {isFirst || renew.isSuccess ? null : (
          <Button busy={renew.isPending} onClick={() => renew.mutate()}>
            {t`Сделать новые, старые отменить`}
          </Button>
        )}
      </div>
    </div>
  );
}
