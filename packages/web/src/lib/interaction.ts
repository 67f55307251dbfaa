import type { Turn } from '@codearena/contracts';

/** As problem packages write samples: the submission's lines begin with ">", the judge's with "<", passes are parted by "---". */
export function asInteraction(turns: readonly Turn[]): string {
  return turns
    .map((turn, at) => {
      const sign = turn.from === 'submission' ? '>' : '<';
      const lines = turn.text.replace(/\n$/, '').split('\n');
      const parted = at > 0 && turn.pass !== turns[at - 1]?.pass ? '---\n' : '';
      return parted + lines.map((line) => `${sign}${line}\n`).join('');
    })
    .join('');
}
