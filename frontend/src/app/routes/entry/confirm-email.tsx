import { useLingui } from '@lingui/react/macro';
import { useLocation, useNavigate } from 'react-router';
import { ConfirmCard } from '@/features/auth/confirm-card';
import { EntryLink } from './entry-link';
import { EntryFrame } from './frame';

const HAS_ACCOUNT = ['registration_confirmed', 'already_registered', 'signup_closed'];

/** Behind the link of a registration; what it holds stands behind the #, where no server sees it. */
export function ConfirmEmailRoute() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const token = useLocation().hash.slice(1);
  return (
    <EntryFrame title={t`Подтверждение почты`}>
      <ConfirmCard
        key={token}
        token={token}
        onConfirmed={(slug) => navigate(`/w/${slug}/connect`, { replace: true })}
        wayOn={(code) =>
          HAS_ACCOUNT.includes(code) ? (
            <EntryLink to="/login">{t`Ко входу`}</EntryLink>
          ) : (
            <EntryLink to="/sign-up">{t`Зарегистрироваться ещё раз`}</EntryLink>
          )
        }
      />
    </EntryFrame>
  );
}
