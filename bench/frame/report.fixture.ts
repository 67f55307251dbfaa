import type { Measurement } from './bench.ts';
import type { Report } from './report.ts';

export function measurement(changes: Partial<Measurement> = {}): Measurement {
  return { id: 'speed', group: 'judge', name: 'Speed <fast>', unit: 'ratio', better: 'higher', value: 2, low: 1.9, high: 2.1, samples: 9, ...changes };
}

export function reportOf(...measurements: Measurement[]): Report {
  return {
    format: 'codearena-bench-1',
    startedAt: '2026-01-02T03:04:05.000Z',
    seconds: 3,
    machine: { cores: 2, model: 'A processor', memoryMiB: 4000, kernel: 'Linux 6 x64', controlGroups: 'v2', loadAtStart: [0.1, 0.2, 0.3] },
    versions: { codearena: '1.0.0 (abc)', node: 'v20' },
    seed: 1,
    quick: false,
    benches: [{ name: 'judge', seconds: 3, options: {}, measurements }],
  };
}
