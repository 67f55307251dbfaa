import { useEffect, useState } from 'react';
import { createObservable, useObservable } from './observable.ts';

/** When the next submission is allowed, in milliseconds since 1970; 0 when it is now. */
const allowedAt = createObservable(0);

export function holdSubmissions(seconds: number): void {
  allowedAt.set(Date.now() + Math.max(1, seconds) * 1_000);
}

/** Seconds until the next submission is allowed, counting down; 0 when it is now. */
export function useSecondsToWait(): number {
  const until = useObservable(allowedAt);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    if (until <= Date.now()) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (until <= Date.now()) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, Math.ceil((until - now) / 1_000));
}
