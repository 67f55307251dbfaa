import type { Probe, SubmissionConsumer } from '@codearena/core';
import { CodeArenaError } from '@codearena/core';
import { Gauge, type Registry } from 'prom-client';
import { createDiskSpace, type DiskNeeds } from './disk-space.ts';
import type { Logger } from './logger.ts';

export type IntakeParts = { consumer: Pick<SubmissionConsumer, 'pause' | 'resume'>; disk: DiskNeeds; metrics: Registry; logger: Logger };

/** Whether this worker takes on work. It stops before its disk is full rather than fail at what it has taken. */
export type Intake = {
  /** Looks anew, and pauses or resumes accordingly. */
  look(): Promise<void>;
  /** As of the last look. */
  trouble(): string | null;
  probe: Probe;
};

export function createIntake({ consumer, disk, metrics, logger }: IntakeParts): Intake {
  const space = createDiskSpace(disk, metrics);
  const open = new Gauge({ name: 'codearena_worker_takes_work', help: '1 while this worker takes submissions and runs, else 0', registers: [metrics] });
  let trouble: string | null = null;
  return {
    async look() {
      const before = trouble;
      trouble = await space.findTrouble();
      open.set(trouble === null ? 1 : 0);
      if (trouble !== null && before === null) {
        logger.error({ trouble, directory: disk.directory }, 'takes no more submissions');
        await consumer.pause();
      }
      if (trouble === null && before !== null) {
        logger.info({ directory: disk.directory }, 'takes submissions again');
        await consumer.resume();
      }
    },
    trouble: () => trouble,
    probe: {
      name: 'disk',
      async check() {
        if (trouble !== null) throw new CodeArenaError('unavailable', `takes no submissions: ${trouble}`);
      },
    },
  };
}
