import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What a worker tells Prometheus. Times in seconds. */
export type WorkerMetrics = {
  /** From the submission's creation to its first claim. */
  waiting: Histogram<'kind'>;
  compiling: Histogram<'language'>;
  running: Histogram<'language'>;
  verdicts: Counter<'language' | 'verdict'>;
  sandboxFailures: Counter<'step'>;
  retries: Counter;
  active: Gauge;
};

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export function createWorkerMetrics(registry: Registry): WorkerMetrics {
  const registers = [registry];
  const histogram = <Label extends string>(name: string, help: string, label: Label) =>
    new Histogram({ name, help, labelNames: [label], buckets: BUCKETS, registers });
  return {
    waiting: histogram('codearena_waiting_seconds', 'Time from creation to the first claim', 'kind'),
    compiling: histogram('codearena_compiling_seconds', 'Time spent compiling', 'language'),
    running: histogram('codearena_running_seconds', 'Time spent running all tests', 'language'),
    verdicts: new Counter({ name: 'codearena_verdicts_total', help: 'Ended submissions and runs', labelNames: ['language', 'verdict'], registers }),
    sandboxFailures: new Counter({ name: 'codearena_sandbox_failures_total', help: 'Faults of the sandbox', labelNames: ['step'], registers }),
    retries: new Counter({ name: 'codearena_judging_retries_total', help: 'Attempts given back because of a fault of ours', registers }),
    active: new Gauge({ name: 'codearena_judging_active', help: 'Submissions and runs being judged by this worker', registers }),
  };
}
