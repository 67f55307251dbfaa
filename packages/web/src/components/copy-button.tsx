import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { announce } from '../lib/announcer.ts';
import { copyText } from '../lib/clipboard.ts';
import { IconButton } from './icon-button.tsx';

/** `what` completes the sentence "Copy …". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 1_500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    const copied = await copyText(text);
    setState(copied ? 'copied' : 'failed');
    announce(copied ? `Copied ${what}` : 'This browser does not allow copying');
  };
  const label = state === 'failed' ? 'This browser does not allow copying' : `Copy ${what}`;
  return <IconButton icon={state === 'copied' ? Check : Copy} label={label} onClick={() => void copy()} className={state === 'copied' ? 'text-ok!' : ''} />;
}
