import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { connection, reconnectNow } from '../api/live.ts';
import { useObservable } from '../lib/observable.ts';
import { useOnline } from '../lib/use-online.ts';

/** A short break heals before anyone would have noticed it. */
const PATIENCE_MS = 1_200;

/** Lies over the header's links while the connection is lost, so that nothing in the page moves; goes away by itself. */
export function ConnectionBanner() {
  const lost = useObservable(connection) === 'lost';
  const online = useOnline();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (online && !lost) return setShown(false);
    const timer = setTimeout(() => setShown(true), online ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [lost, online]);
  return (
    <div role="status" aria-label="Connection" className={shown ? 'absolute inset-x-0 inset-y-1.5 flex items-center justify-center' : 'sr-only'}>
      {shown && (
        <p className="flex h-full w-full max-w-xl items-center gap-2 rounded-lg border border-warn-line bg-warn-soft px-3 text-xs font-medium text-warn pane:text-sm">
          <WifiOff size={16} aria-hidden className="shrink-0" />
          <span className="min-w-0 flex-1">
            {online ? 'Connection lost. Reconnecting.' : 'You are offline.'} <span className="hidden pane:inline">Your code is saved here.</span>
          </span>
          <button type="button" onClick={reconnectNow} className="shrink-0 rounded-md px-2 py-1 font-semibold underline underline-offset-2">
            Try now
          </button>
        </p>
      )}
    </div>
  );
}
