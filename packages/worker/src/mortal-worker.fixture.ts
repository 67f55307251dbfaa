import {
  createDatabase,
  createJudgingStore,
  createMemoryEventBus,
  createPostgresQueueBackend,
  createSubmissionConsumer,
  createSubmissionRecovery,
  createTestData,
  createWorkerRegistry,
} from '@codearena/data';
import { USUAL_INSTALLATION_LIMITS } from '@codearena/core';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { createJudge } from './judging/judge.ts';
import { startJudging } from './judging/judging.fixture.ts';
import type { Logger } from './logger.ts';
import { createWorker } from './worker.ts';

/** A worker as a process of its own that a submission with this word in it kills, as a defect in our code might. */
const POISON = 'poison';

const [, , connectionString = '', workerId = ''] = process.argv;
const silent: Logger = { info: () => {}, warn: () => {}, error: () => {}, child: () => silent };
const { sandbox, languages } = await startJudging();
const database = createDatabase({ connectionString, logger: silent });
const judge = createJudge({
  sandbox,
  languages,
  testData: createTestData(database, await mkdtemp(join(tmpdir(), 'codearena-mortal-'))),
  installation: USUAL_INSTALLATION_LIMITS,
});
const backend = createPostgresQueueBackend({ connectionString, logger: silent });
await createWorker({
  workerId,
  consumer: createSubmissionConsumer({ backend, concurrency: sandbox.lanes(), logger: silent }),
  judging: createJudgingStore(database),
  recovery: createSubmissionRecovery(database),
  registry: createWorkerRegistry(database),
  bus: createMemoryEventBus(),
  judge: {
    judge(work, observer, signal) {
      if (work.code.includes(POISON)) process.kill(process.pid, 'SIGKILL');
      return judge.judge(work, observer, signal);
    },
  },
  sandbox,
  languages,
  metrics: new Registry(),
  disk: { directory: tmpdir(), minimumFreeBytes: 0 },
  logger: silent,
}).start();
