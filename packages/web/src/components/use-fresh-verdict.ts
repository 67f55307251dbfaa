import { isFinal, type Submission } from '@codearena/contracts';
import { useRef } from 'react';

/** True once the verdict has come while one was watching; a verdict that was there before is no news. */
export function useFreshVerdict({ submissionId, status }: Submission): boolean {
  const seenPending = useRef<string | null>(null);
  if (!isFinal(status)) seenPending.current = submissionId;
  return isFinal(status) && seenPending.current === submissionId;
}
