import { BOX_DIRECTORY } from '@codearena/core';

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
/** Where the agent makes each program a scratch directory of its own, to which the image's /tmp leads. */
const SCRATCHES = '/scratch';
const CPU_PERIOD_US = 100_000;

/** Everything in /proc but the processes, as the kernel's `subset=pid` leaves it, and what the agent was started with. */
const MASKED_IN_PROC =
  'acpi asound buddyinfo bootconfig bus cgroups cmdline config.gz consoles cpuinfo crypto devices diskstats dma driver dynamic_debug execdomains fb filesystems fs interrupts iomem ioports irq kallsyms kcore key-users keys kpagecgroup kpagecount kpageflags latency_stats loadavg locks mdstat meminfo misc modules mtrr pagetypeinfo partitions pressure sched_debug schedstat scsi slabinfo softirqs stat swaps sys sysrq-trigger sysvipc timer_list timer_stats tty uptime version version_signature vmallocinfo vmstat zoneinfo 1/cmdline';
/** Everything in /sys but the container's own control groups, in which the agent reads what a program used. */
const MASKED_IN_SYS =
  'block bus class dev devices firmware fs/bcachefs fs/bpf fs/btrfs fs/erofs fs/ext4 fs/f2fs fs/fuse fs/pstore fs/resctrl fs/selinux fs/smackfs fs/xfs hypervisor kernel module power';
/** What the engine writes for a network that is not there; the second comes from the host. */
const MASKED_IN_ETC = 'hostname resolv.conf';

const MASKED_PATHS = [...below('/proc', MASKED_IN_PROC), ...below('/sys', MASKED_IN_SYS), ...below('/etc', MASKED_IN_ETC)];
/** All of it, so that no program changes what the kernel thinks of it. */
const READ_ONLY_PATHS = ['/proc'];

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
        // At 1 the kernel starts no program of the host's for a core.
        { Name: 'core', Soft: 1, Hard: 1 },
        { Name: 'nofile', Soft: 1024, Hard: 1024 },
        { Name: 'memlock', Soft: 0, Hard: 0 },
      ],
      ReadonlyRootfs: true,
      Tmpfs: {
        // Being read leaves no trace in the box.
        [BOX_DIRECTORY]: tmpfs(limits.boxBytes, 'exec,noatime,mode=0755'),
        [SCRATCHES]: tmpfs(limits.scratchBytes, 'noexec,noatime,mode=0755'),
        // The engine puts no terminals and message queues below a /dev that is given.
        '/dev': 'ro,dev,nosuid,noexec,size=64k,mode=0755',
      },
      // No /dev/shm, no System V or POSIX objects of anybody else.
      IpcMode: 'none',
      CgroupnsMode: 'private',
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

function below(directory: string, names: string): string[] {
  return names.split(' ').map((name) => `${directory}/${name}`);
}

function tmpfs(bytes: number, more: string): string {
  const inodes = Math.ceil(bytes / 4096);
  return `rw,nosuid,nodev,size=${bytes},nr_inodes=${inodes},uid=${CODER},gid=${CODER},${more}`;
}
