import { randomUUID } from 'node:crypto';
import type { Language } from '@codearena/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WorkerRegistry, WorkerReport } from './messaging.ts';

export type WorkerRegistryWorld = { registry: WorkerRegistry; close(): Promise<void> };

export function workerRegistryContract(create: () => Promise<WorkerRegistryWorld>): void {
  let world: WorkerRegistryWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.close());

  const language = (id: string): Language => ({ id, name: id, version: '1', monaco: id, extension: id, timeMultiplier: 1, starterCode: '' });
  const report = (workerId: string, ...languages: string[]): WorkerReport => ({
    workerId,
    lanes: 2,
    judgingMs: 12.5,
    trouble: languages.length > 1 ? 'the disk is full' : null,
    languages: languages.map(language),
    isolation: { kind: 'native', lanes: 2, layers: [{ name: 'seccomp', state: 'on', required: true, detail: 'filter' }] },
  });
  const ids = async (): Promise<string[]> => (await world.registry.languages()).map(({ id }) => id).sort();

  test('knows no languages before the first worker', async () => {
    expect(await world.registry.live()).toEqual([]);
    expect(await world.registry.languages()).toEqual([]);
  });

  test('tells live workers as they last reported, and what any of them can run', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    await world.registry.beat(report(one, 'c'));
    await world.registry.beat(report(one, 'c', 'python'));
    await world.registry.beat(report(two, 'java', 'c'));
    expect((await world.registry.live()).find(({ workerId }) => workerId === one)).toEqual(report(one, 'c', 'python'));
    expect(await ids()).toEqual(['c', 'java', 'python']);
    await world.registry.leave(two);
    expect((await world.registry.live()).map(({ workerId }) => workerId)).toEqual([one]);
    expect(await ids()).toEqual(['c', 'python']);
    await world.registry.leave(one);
    expect(await world.registry.live()).toEqual([]);
  });

  test('remembers what the last ones could run', async () => {
    const worker = randomUUID();
    await world.registry.beat(report(worker, 'rust'));
    await world.registry.leave(worker);
    expect(await ids()).toContain('rust');
  });

  test('takes back a worker that left', async () => {
    const worker = randomUUID();
    await world.registry.beat(report(worker, 'c'));
    await world.registry.leave(worker);
    await world.registry.beat(report(worker, 'c'));
    expect((await world.registry.live()).map(({ workerId }) => workerId)).toContain(worker);
  });
}
