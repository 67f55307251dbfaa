import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import type { Command, Sandbox } from '@codearena/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildLauncher } from '../launcher/program.ts';
import { createNativeSandbox } from '../native/native-sandbox.ts';
import { createCalibratedSandbox } from './calibrated-sandbox.ts';
import { findSpeed, measureMachine, speedFactor } from './machine-speed.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  await buildLauncher();
  sandbox = createNativeSandbox({ lanes: 1 });
  await sandbox.start();
});
afterAll(() => sandbox.stop());

/** Computes until a limit ends it. */
function endless(profile: Command['profile'], cpuMs: number): Command {
  const limits = { cpuMs, wallMs: 5_000, memoryBytes: 64 << 20, processes: 10, stdoutBytes: 1_000, stderrBytes: 1_000, scratchBytes: 1 << 20 };
  return { argv: ['/bin/sh', '-c', 'while :; do :; done'], profile, limits };
}

async function timeUsed(factor: number, command: Command): Promise<number> {
  const calibrated = createCalibratedSandbox(sandbox, { measuredMs: factor * 10, referenceMs: 10, factor });
  const box = await calibrated.open();
  try {
    const { ending, cpuMs } = await box.run(command);
    expect(ending).toEqual({ kind: 'limit', limit: 'cpu' });
    return cpuMs;
  } finally {
    await box.close();
  }
}

const TURNS = 5;

/** Two programs a core compute beside it. */
async function whileBusy<T>(work: () => Promise<T>): Promise<T> {
  const computing = Array.from({ length: 2 * availableParallelism() }, () => spawn('/bin/sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' }));
  try {
    return await work();
  } finally {
    for (const child of computing) child.kill('SIGKILL');
  }
}

describe('a calibrated sandbox', () => {
  it('tells what the sandbox is and how fast the machine', async () => {
    const speed = { measuredMs: 15, referenceMs: 10, factor: 1.5 };
    expect(await createCalibratedSandbox(sandbox, speed).inspect()).toEqual({ ...(await sandbox.inspect()), speed });
  });

  it('gives programs on a slow machine more time, which counts for less', async () => {
    const cpuMs = await timeUsed(2, endless('run', 200));
    expect(cpuMs).toBeGreaterThanOrEqual(200);
    expect(cpuMs).toBeLessThan(300);
  });

  it('gives programs on a fast machine less time, which counts for more', async () => {
    const begun = performance.now();
    expect(await timeUsed(0.5, endless('run', 2_000))).toBeGreaterThanOrEqual(2_000);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(1_000);
  });

  it('has one space beside a box, which is the same whenever it is asked for', async () => {
    const box = await createCalibratedSandbox(sandbox, { measuredMs: 20, referenceMs: 10, factor: 2 }).open();
    try {
      expect(await box.beside()).toBe(await box.beside());
    } finally {
      await box.close();
    }
  });

  it('leaves compilers what they have', async () => {
    expect(await timeUsed(2, endless('compile', 200))).toBeLessThan(400);
  });
});

describe('the speed of a machine', () => {
  it('is measured, and the fastest measurement of a boot remembered', async () => {
    const dataDirectory = await mkdtemp(path.join(tmpdir(), 'codearena-speed-'));
    try {
      const find = () => findSpeed({ referenceMs: 1_000_000, dataDirectory, fingerprint: 'x' });
      const first = await find();
      expect(first).toMatchObject({ measuredMs: expect.any(Number) as number, factor: 0.5 });
      const second = await find();
      expect(second.measuredMs).toBeLessThanOrEqual(first.measuredMs);
    } finally {
      await rm(dataDirectory, { recursive: true });
    }
  });

  it('is the same on an idle machine and on a busy one', async () => {
    // In turns, and the fastest of each: a virtual machine's own speed changes with what its host has to do.
    const idle: number[] = [];
    const busy: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      idle.push(await measureMachine());
      busy.push(await whileBusy(measureMachine));
    }
    const ratio = Math.min(...busy) / Math.min(...idle);
    expect(ratio).toBeLessThan(1.3);
    expect(ratio).toBeGreaterThan(1 / 1.3);
  });

  it('is the reference’s where the difference is small, and never an absurd one', () => {
    expect([9.6, 10.4, 12, 8, 100, 1].map((measuredMs) => speedFactor(measuredMs, 10))).toEqual([1, 1, 1.2, 0.8, 2, 0.5]);
  });
});
