import { useEffect, useRef } from 'react';

/** Hands a value to whoever on the screen takes it for this place. False when nobody does. */
export function handOver<T>(target: EventTarget, place: string, value: T): boolean {
  return !target.dispatchEvent(new CustomEvent(place, { detail: value, cancelable: true }));
}

/** Takes what is handed over for a place while mounted. */
export function useHandedOver<T>(target: EventTarget, place: string, onValue: (value: T) => void): void {
  const latest = useRef(onValue);
  useEffect(() => {
    latest.current = onValue;
  });
  useEffect(() => {
    const take = (event: Event) => {
      event.preventDefault();
      latest.current((event as CustomEvent<T>).detail);
    };
    target.addEventListener(place, take);
    return () => target.removeEventListener(place, take);
  }, [target, place]);
}
