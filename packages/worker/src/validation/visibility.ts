import type { TestCase } from '@codearena/core';

/** Whether input, answer and output of a test are for everybody's eyes: samples, and what the author opened. */
export function isOpen({ sample, fullFeedback }: TestCase): boolean {
  return fullFeedback ?? sample;
}
