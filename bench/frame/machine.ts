import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

export type MachineReport = {
  cores: number;
  model: string;
  memoryMiB: number;
  kernel: string;
  controlGroups: 'v1' | 'v2';
  /** Mean numbers of processes that wanted a core in the last 1, 5 and 15 minutes before the start. */
  loadAtStart: readonly number[];
};

export function describeMachine(): MachineReport {
  return {
    cores: os.availableParallelism(),
    model: os.cpus()[0]?.model ?? 'unknown',
    memoryMiB: Math.round(os.totalmem() / 1024 / 1024),
    kernel: `${os.type()} ${os.release()} ${os.arch()}`,
    controlGroups: existsSync('/sys/fs/cgroup/cgroup.controllers') ? 'v2' : 'v1',
    loadAtStart: os.loadavg().map((load) => Math.round(load * 100) / 100),
  };
}

/** Tool → the line in which it tells its version; tools that are not there are left out. */
export type Versions = Readonly<Record<string, string>>;

const TOOLS: Readonly<Record<string, readonly string[]>> = {
  gcc: ['--version'],
  'g++': ['--version'],
  javac: ['-version'],
  python3: ['--version'],
  bwrap: ['--version'],
  docker: ['--version'],
  chromium: ['--version'],
};

export function describeVersions(): Versions {
  const tools = Object.entries(TOOLS).flatMap(([tool, argv]) => {
    const version = firstLine(tool, argv);
    return version === undefined ? [] : [[tool, version]];
  });
  return { codearena: productVersion(), node: process.version, ...Object.fromEntries(tools) };
}

function productVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const commit = firstLine('git', ['-C', ROOT, 'describe', '--always', '--dirty']);
  return commit === undefined ? version : `${version} (${commit})`;
}

/** The system's own tools come first, as in the product. */
export const SYSTEM_PATH = `/usr/local/bin:/usr/bin:/bin:${process.env['PATH'] ?? ''}`;

function firstLine(tool: string, argv: readonly string[]): string | undefined {
  try {
    const text = execFileSync(tool, argv, {
      encoding: 'utf8',
      env: { ...process.env, PATH: SYSTEM_PATH },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
    return text.split('\n')[0]?.trim();
  } catch {
    return undefined;
  }
}
