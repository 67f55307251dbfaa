import { processorSeconds } from '../../tests/product/processes.ts';

/** Cores that each process and all below it kept busy: 1 is one core all the time. */
export type ProcessorUse = { name: string; cores: number; seconds: number };

/** Counts from now on; the answer ends it. */
export function countProcessorUse(processes: () => ReadonlyMap<string, readonly number[]>): () => ProcessorUse[] {
  const from = performance.now();
  const before = read(processes());
  return () => {
    const seconds = (performance.now() - from) / 1000;
    return [...read(processes())].map(([name, used]) => {
      const own = used - (before.get(name) ?? 0);
      return { name, cores: own / seconds, seconds: own };
    });
  };
}

function read(processes: ReadonlyMap<string, readonly number[]>): Map<string, number> {
  return new Map([...processes].map(([name, pids]) => [name, processorSeconds(pids)]));
}
