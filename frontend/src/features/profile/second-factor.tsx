import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDateStyle } from '@/domain/session/workspace';
import { longDate } from '@/lib/dates';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Enrolment } from './enrolment';
import { ProofForm } from './proof-form';
import { authenticatorsQuery, securityKeys } from './security';
import { SpareCodes } from './spare-codes';
import { TurnOff } from './turn-off';

type Step = 'none' | 'enrol' | 'first-codes' | 'codes' | 'off';

/** A code from the phone at each sign-in: turning it on, its spare codes, turning it off. */
export function SecondFactor() {
  const { t } = useLingui();
  const style = useDateStyle();
  const client = useQueryClient();
  const authenticators = useQuery(authenticatorsQuery());
  const [step, setStep] = useState<Step>('none');
  const [proving, setProving] = useState(false);
  const leave = () => {
    setStep('none');
    setProving(false);
    void client.invalidateQueries({ queryKey: securityKeys.authenticators });
  };
  if (authenticators.isError && !authenticators.data)
    return <Failure error={authenticators.error} onRetry={() => void authenticators.refetch()} />;
  if (!authenticators.data) return <div className="skeleton h-16" aria-busy="true" />;
  if (proving) return <ProofForm onProven={() => setProving(false)} onCancel={leave} />;

  const onProofNeeded = () => setProving(true);
  if (step === 'enrol') {
    return <Enrolment onDone={() => setStep('first-codes')} onCancel={leave} onProofNeeded={onProofNeeded} />;
  }
  if (step === 'first-codes' || step === 'codes') {
    return <SpareCodes isFirst={step === 'first-codes'} onDone={leave} onProofNeeded={onProofNeeded} />;
  }
  if (step === 'off') return <TurnOff onDone={leave} onProofNeeded={onProofNeeded} />;

  const phone = authenticators.data.find((one) => one.type === 'totp');
  const spare = authenticators.data.find((one) => one.type === 'recovery_codes');
  if (!phone) {
    // The proof comes first: each look at the secret makes another, and the phone would hold the one before.
    const begin = () => {
      setStep('enrol');
      setProving(true);
    };
    return <Button onClick={begin}>{t`Включить второй шаг`}</Button>;
  }
  const left = spare?.unused_code_count ?? 0;
  const total = spare?.total_code_count ?? 0;
  return (
    <>
      <p className="mb-3">
        <span className="font-medium text-ok">{t`Включён`}</span>{' '}
        <span className="text-ink2">
          {t`с ${longDate(phone.created_at * 1000, style)}. Запасных кодов осталось: ${left} из ${total}.`}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setStep('codes')}>{t`Запасные коды`}</Button>
        <Button look="danger" onClick={() => setStep('off')}>
          {t`Выключить…`}
        </Button>
      </div>
    </>
  );
}
