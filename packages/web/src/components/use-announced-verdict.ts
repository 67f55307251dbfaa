import type { Submission } from '@codearena/contracts';
import { useEffect } from 'react';
import { announce } from '../lib/announcer.ts';
import { verdictWords } from '../lib/verdict-words.ts';

/** Tells screen readers how a submission moves on; not each test, which would drown everything else. */
export function useAnnouncedVerdict(submission: Submission | undefined): void {
  const words = submission ? wordsFor(submission) : null;
  useEffect(() => {
    if (words !== null) announce(words);
  }, [words]);
}

function wordsFor(submission: Submission): string {
  return submission.status === 'Running' ? 'Running the tests' : `${submission.status}. ${verdictWords(submission)}`;
}
