type Waiter = (signedIn: boolean) => void;

let waiters: Waiter[] = [];
const listeners = new Set<() => void>();
let guarded = false;

/** The shell asks for the dialog over the page; on the sign-in page a 401 is an ordinary answer. */
export function guardSession(on: boolean): void {
  guarded = on;
  if (!on) settle(false);
}

export function afterSignIn(): Promise<boolean> {
  if (!guarded) return Promise.resolve(false);
  return new Promise((resolve) => {
    waiters = [...waiters, resolve];
    announce();
  });
}

/** Lets the requests that wait go on: repeated after a sign-in, refused when the person left. */
export function settle(signedIn: boolean): void {
  const waiting = waiters;
  waiters = [];
  announce();
  for (const resolve of waiting) resolve(signedIn);
}

export const sessionGate = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isWaiting: (): boolean => waiters.length > 0,
};

function announce(): void {
  for (const listener of listeners) listener();
}
