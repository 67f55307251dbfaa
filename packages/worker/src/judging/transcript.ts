import type { Turn } from '@codearena/contracts';
import { beginningAsText } from '../checking/excerpt.ts';

/** How much of a conversation is kept for people to read. */
export const TRANSCRIPT_BYTES = 8 * 1024;

/** Who said what in an interaction, in its order; what one side says in one go is one turn. */
export type Transcript = {
  push(pass: number, from: Turn['from'], chunk: Uint8Array): void;
  turns(): Turn[];
};

type Kept = Pick<Turn, 'pass' | 'from'> & { chunks: Uint8Array[] };

export function createTranscript(): Transcript {
  const kept: Kept[] = [];
  let left = TRANSCRIPT_BYTES;
  let cut = false;
  return {
    push(pass, from, chunk) {
      const part = chunk.subarray(0, left);
      cut ||= part.length < chunk.length;
      left -= part.length;
      if (part.length === 0) return;
      const last = kept.at(-1);
      if (last?.from === from && last.pass === pass) last.chunks.push(part);
      else kept.push({ pass, from, chunks: [part] });
    },
    turns: () => kept.map(({ pass, from, chunks }, at) => ({ pass, from, text: `${asText(chunks)}${cut && at === kept.length - 1 ? '…' : ''}` })),
  };
}

function asText(chunks: readonly Uint8Array[]): string {
  return beginningAsText(Buffer.concat(chunks), TRANSCRIPT_BYTES);
}
