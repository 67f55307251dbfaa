import { BOX_DIRECTORY, SCRATCH_DIRECTORY } from '@codearena/core';

const MIB = 1024 * 1024;

/** Of everything in a container together. */
export type SharedLimits = { memoryBytes: number; processes: number };

/** What a container starts with; a command may ask for other shared limits. */
export type ContainerLimits = SharedLimits & {
  /** Sizes of the two writable places; what is in them counts as memory too. */
  boxBytes: number;
  scratchBytes: number;
};

export const DEFAULT_LIMITS: ContainerLimits = { memoryBytes: 256 * MIB, processes: 50, boxBytes: 64 * MIB, scratchBytes: 128 * MIB };

export type ContainerSettings = {
  image: string;
  /** An OCI runtime that the engine knows, such as runsc; default: the engine's own choice. */
  runtime?: string;
  limits: ContainerLimits;
  seccompProfile: string;
  labels: Record<string, string>;
};

const CODER = 1000;
const CPU_PERIOD_US = 100_000;

/** Nothing of the machine that a program has no use for; the engine's own list is part of it. */
const MASKED_PATHS = [
  ...[
    'acpi',
    'asound',
    'bus',
    'interrupts',
    'kallsyms',
    'kcore',
    'keys',
    'latency_stats',
    'sched_debug',
    'scsi',
    'sysrq-trigger',
    'timer_list',
    'timer_stats',
  ].map((name) => `/proc/${name}`),
  ...['block', 'bus', 'class', 'dev', 'devices', 'firmware', 'hypervisor', 'kernel', 'module', 'power'].map((name) => `/sys/${name}`),
  // No terminals and no message queues either.
  '/dev/pts',
  '/dev/mqueue',
];
const READ_ONLY_PATHS = ['/proc/fs', '/proc/irq', '/proc/sys'];

/** The body of the engine's request to create a container: every layer of the isolation in one place. */
export function containerBody({ image, runtime, limits, seccompProfile, labels }: ContainerSettings): object {
  return {
    Image: image,
    Entrypoint: ['/usr/local/bin/codearena-launcher', 'agent'],
    Cmd: [],
    Env: [],
    User: `${CODER}:${CODER}`,
    WorkingDir: '/',
    Hostname: 'sandbox',
    Labels: labels,
    // The agent is spoken to over stdin and stdout. Once that one connection is gone, so is stdin, and the agent ends.
    Tty: false,
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    NetworkDisabled: true,
    HostConfig: {
      NetworkMode: 'none',
      ...memory(limits.memoryBytes),
      CpuPeriod: CPU_PERIOD_US,
      CpuQuota: CPU_PERIOD_US,
      PidsLimit: limits.processes,
      Ulimits: [
        { Name: 'core', Soft: 0, Hard: 0 },
        { Name: 'nofile', Soft: 1024, Hard: 1024 },
        { Name: 'memlock', Soft: 0, Hard: 0 },
      ],
      ReadonlyRootfs: true,
      Tmpfs: {
        [BOX_DIRECTORY]: tmpfs(limits.boxBytes, 'exec,mode=0755'),
        [SCRATCH_DIRECTORY]: tmpfs(limits.scratchBytes, 'noexec,mode=0700'),
      },
      // No /dev/shm, no System V or POSIX objects of anybody else.
      IpcMode: 'none',
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true', `seccomp=${seccompProfile}`],
      MaskedPaths: MASKED_PATHS,
      ReadonlyPaths: READ_ONLY_PATHS,
      Init: false,
      AutoRemove: false,
      LogConfig: { Type: 'none' },
      ...(runtime ? { Runtime: runtime } : {}),
    },
  };
}

/** The agent is no process of the program's, unless the limit is the one that the container started with. */
export function limitsUpdate({ memoryBytes, processes }: SharedLimits): object {
  return { ...memory(memoryBytes), PidsLimit: processes + 1 };
}

/** Memory and swap together are what memory alone is: no swap. */
function memory(bytes: number): object {
  return { Memory: bytes, MemorySwap: bytes };
}

function tmpfs(bytes: number, more: string): string {
  const inodes = Math.ceil(bytes / 4096);
  return `rw,nosuid,nodev,size=${bytes},nr_inodes=${inodes},uid=${CODER},gid=${CODER},${more}`;
}
