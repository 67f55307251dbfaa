import { judgeErrorStoreContract } from '@codearena/core/judge-error-store.contract';
import { judgingStoreContract } from '@codearena/core/judging-store.contract';
import { problemStoreContract } from '@codearena/core/problem-store.contract';
import { sessionStoreContract } from '@codearena/core/session-store.contract';
import { submissionRecoveryContract } from '@codearena/core/submission-recovery.contract';
import { submissionStoreContract } from '@codearena/core/submission-store.contract';
import { workerRegistryContract } from '@codearena/core/worker-registry.contract';
import { describe, expect, it } from 'vitest';
import { createStoreWorld } from '../testing-world.ts';
import { createSessionStore } from './session-store.ts';
import { createWorkerRegistry } from './worker-registry.ts';

describe('submissions in PostgreSQL', () => submissionStoreContract(createStoreWorld));
describe('judging in PostgreSQL', () => judgingStoreContract(createStoreWorld));
describe('Judge Errors in PostgreSQL', () => judgeErrorStoreContract(createStoreWorld));
describe('recovery in PostgreSQL', () => submissionRecoveryContract(createStoreWorld));
describe('problems in PostgreSQL', () => problemStoreContract(createStoreWorld));
describe('sessions in PostgreSQL', () => {
  sessionStoreContract(async () => {
    const { database, close } = await createStoreWorld();
    return { open: () => createSessionStore(database), close };
  });

  it('are signed with the secret that is given, where one is', async () => {
    const { database, close } = await createStoreWorld();
    const given = 'a secret that the operators chose themselves';
    expect(await createSessionStore(database, given).secret()).toBe(given);
    expect(await createSessionStore(database).secret()).not.toBe(given);
    await close();
  });
});
describe('the worker registry in PostgreSQL', () =>
  workerRegistryContract(async () => {
    const { database, close } = await createStoreWorld();
    return { registry: createWorkerRegistry(database), close };
  }));
