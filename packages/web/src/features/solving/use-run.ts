import { filesOfSource, isRunFinal, MAX_STDIN_BYTES, type Problem } from '@codearena/contracts';
import { useEffect, useState } from 'react';
import { useLiveRun } from '../../api/get-run.ts';
import { usePostRun } from '../../api/post-run.ts';
import { announce } from '../../lib/announcer.ts';
import { byteLength, formatBytes } from '../../lib/quantities.ts';
import type { useCode } from './use-code.ts';
import { faultOf } from './use-submit.ts';

/** A run cannot ask for more by itself; where it does not ask it gets what the installation gives. */
const MOST_TIME_MS = 10_000;
const MOST_MEMORY_MB = 256;

/** Running the code on one's own input, under the problem's limits. */
export function useRun(problem: Problem, code: ReturnType<typeof useCode>, stdin: string) {
  const [sent, setSent] = useState<{ id: string; stdin: string } | null>(null);
  const post = usePostRun();
  const live = useLiveRun(sent?.id);
  const tooLong = byteLength(stdin) > MAX_STDIN_BYTES ? `The test input is longer than ${formatBytes(MAX_STDIN_BYTES)}` : null;
  const running = post.isPending || (sent !== null && !live.isError && !(live.data && isRunFinal(live.data.status)));
  const blocked = code.answers ? 'There is no program to run' : running ? 'Running' : (faultOf(problem, code.files) ?? tooLong);

  const start = () => {
    if (code.answers || running || tooLong !== null || faultOf(problem, filesOfSource(code.source())) !== null) return;
    const limits = limitsOf(problem, code.language);
    post.mutate({ language: code.language, ...code.source(), stdin, limits }, { onSuccess: ({ runId }) => setSent({ id: runId, stdin }) });
  };
  const status = live.data?.status;
  useEffect(() => {
    if (status) announce(`Run: ${status}`);
  }, [status]);
  const result = post.isPending ? undefined : live.data;
  return {
    start,
    blocked,
    running,
    obstacle: post.obstacle,
    error: post.error ?? live.error,
    result,
    stdin: sent?.stdin ?? '',
    started: sent !== null || post.isPending,
  };
}

function limitsOf(problem: Problem, language: string) {
  const timeMs = problem.languages.find((known) => known.id === language)?.timeLimitMs ?? problem.limits.timeMs;
  const { memoryMb } = problem.limits;
  return { ...(timeMs <= MOST_TIME_MS && { timeMs }), ...(memoryMb <= MOST_MEMORY_MB && { memoryMb }) };
}
