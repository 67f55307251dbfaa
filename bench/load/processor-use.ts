import { processorSeconds } from '../../tests/product/processes.ts';

/** Cores that each process and all below it kept busy: 1 is one core all the time. */
export type ProcessorUse = { name: string; cores: number; seconds: number };

/** The name of the process that is not the product's. */
export const LOAD_GENERATOR = 'load generator';

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

/** What was used beyond what the same processes use when nothing is asked of them. */
export function beyondIdle(used: readonly ProcessorUse[], idle: readonly ProcessorUse[]): ProcessorUse[] {
  const idleCores = new Map(idle.map(({ name, cores }) => [name, cores]));
  return used.map(({ name, cores, seconds }) => {
    const own = Math.max(0, cores - (idleCores.get(name) ?? 0));
    return { name, cores: own, seconds: cores === 0 ? 0 : (seconds * own) / cores };
  });
}

function read(processes: ReadonlyMap<string, readonly number[]>): Map<string, number> {
  return new Map([...processes].map(([name, pids]) => [name, processorSeconds(pids)]));
}
