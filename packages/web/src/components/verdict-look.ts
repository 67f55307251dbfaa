import type { RunStatus } from '@codearena/contracts';
import {
  Check,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  FileOutput,
  Hammer,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  MemoryStick,
  OctagonAlert,
  ShieldAlert,
  SquareCheck,
} from 'lucide-react';

export type Tone = 'ok' | 'bad' | 'warn' | 'info' | 'neutral';

type VerdictLook = { icon: LucideIcon; tone: Tone; short: string };

/** Each status has a word, an icon and a tone. `short` fits where space is scarce. */
const LOOKS: Record<RunStatus, VerdictLook> = {
  Queued: { icon: Hourglass, tone: 'neutral', short: 'Queued' },
  Compiling: { icon: LoaderCircle, tone: 'info', short: 'Compiling' },
  Running: { icon: CircleDashed, tone: 'info', short: 'Running' },
  Completed: { icon: SquareCheck, tone: 'neutral', short: 'Completed' },
  Accepted: { icon: CircleCheck, tone: 'ok', short: 'Accepted' },
  'Partially Accepted': { icon: Check, tone: 'warn', short: 'Partial' },
  'Wrong Answer': { icon: CircleX, tone: 'bad', short: 'Wrong' },
  'Time Limit Exceeded': { icon: Clock, tone: 'warn', short: 'Time' },
  'Memory Limit Exceeded': { icon: MemoryStick, tone: 'warn', short: 'Memory' },
  'Output Limit Exceeded': { icon: FileOutput, tone: 'warn', short: 'Output' },
  'Runtime Error': { icon: OctagonAlert, tone: 'bad', short: 'Crash' },
  'Compilation Error': { icon: Hammer, tone: 'bad', short: 'Compile' },
  'Judge Error': { icon: ShieldAlert, tone: 'neutral', short: 'Judge' },
};

export function lookOf(status: RunStatus): VerdictLook {
  return LOOKS[status];
}

export const TONE_TEXT: Record<Tone, string> = { ok: 'text-ok', bad: 'text-bad', warn: 'text-warn', info: 'text-info', neutral: 'text-muted' };

export const TONE_BOX: Record<Tone, string> = {
  ok: 'border-ok-line bg-ok-soft text-ok',
  bad: 'border-bad-line bg-bad-soft text-bad',
  warn: 'border-warn-line bg-warn-soft text-warn',
  info: 'border-info-line bg-info-soft text-info',
  neutral: 'border-line-strong bg-sunken text-muted',
};
