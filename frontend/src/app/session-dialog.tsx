import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { guardSession, sessionGate, settle } from '@/api/session-gate';
import { useWorkspace } from '@/domain/session/workspace';
import { withWords } from './language';

const SignInDialog = lazy(() => withWords(import('@/features/auth/sign-in-dialog')));

/** The session ended: sign in over the page, the refused requests go on, nothing typed is lost. */
export function SessionDialog() {
  const { me } = useWorkspace();
  const waiting = useSyncExternalStore(sessionGate.subscribe, sessionGate.isWaiting);
  useEffect(() => {
    guardSession(true);
    return () => guardSession(false);
  }, []);
  if (!waiting) return null;
  const onSignedIn = async (userId: string | null) => {
    // Somebody else's session must not show or send what the first person wrote.
    if (userId !== me.user?.id) window.location.assign('/');
    else settle(true);
  };
  return (
    <Suspense>
      <SignInDialog email={me.user?.email ?? ''} onSignedIn={onSignedIn} />
    </Suspense>
  );
}
