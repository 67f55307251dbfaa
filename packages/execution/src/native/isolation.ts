import type { IsolationLayer, IsolationReport } from '@codearena/core';
import type { LaneReport } from '../launcher/messages.ts';
import type { Probe } from '../launcher/probe.ts';

/** A lane that is ready has all of its namespaces: without one of them it would not have come up. */
const NAMESPACES = ['user', 'pid', 'mount', 'network', 'IPC', 'UTS', 'cgroup'];

const DELEGATE = 'Start CodeArena as root, or below a systemd unit with Delegate=yes, so that it may make control groups.';

export function describeIsolation(report: LaneReport, lanes: number): IsolationReport {
  const layers = [
    ...NAMESPACES.map((name) => on(`${name} namespace`, 'new for every lane', true)),
    on('root file system', 'read-only, built anew, entered with pivot_root', true),
    on('no_new_privs', 'set, with an empty capability bounding set', true),
    seccomp(report),
    identity(report),
    limited('cgroup memory', report.memory, report, 'memory of the whole process tree', 'memory per process only'),
    limited('cgroup pids', report.pids, report, 'processes of the whole tree', 'processes per user only'),
    limited('cgroup cpu', report.cpu, report, 'CPU time of the whole tree', 'CPU time per process and at the end'),
    swap(report),
  ];
  return { kind: 'native', lanes, layers };
}

const REMEDIES: Record<string, string> = {
  'user namespace':
    'Allow user namespaces: sysctl user.max_user_namespaces=15000, and where they exist kernel.unprivileged_userns_clone=1 and kernel.apparmor_restrict_unprivileged_userns=0. In a container: --security-opt seccomp=unconfined.',
  'own /proc': 'In a container: --security-opt systempaths=unconfined.',
  seccomp: 'Use a kernel with CONFIG_SECCOMP_FILTER.',
};

/** Why no lane comes up: the step that failed, and each isolation layer that this machine refuses. */
export function describeFailure(fault: Error, probe: Probe, lanes: number): IsolationReport {
  const broken = probe.filter(({ name, works }) => !works && !OPTIONAL.test(name));
  const layers = broken.map(({ name, detail }): IsolationLayer => {
    const remedy = REMEDIES[name] ?? REMEDIES['user namespace'];
    return { name, state: 'off', required: true, detail, ...(remedy ? { remedy } : {}) };
  });
  const lane: IsolationLayer = { name: 'lane', state: 'off', required: true, detail: fault.message };
  return { kind: 'native', lanes, layers: [lane, ...layers] };
}

/** Layers whose lack only weakens. */
const OPTIONAL = /^(cgroup (memory|pids|cpu)|swap accounting|user of its own|seccomp notification|kernel)$/;

function on(name: string, detail: string, required: boolean): IsolationLayer {
  return { name, state: 'on', required, detail };
}

function seccomp(report: LaneReport): IsolationLayer {
  const state = report.seccomp ? 'on' : 'off';
  return { name: 'seccomp', state, required: true, detail: 'allow-lists for compiling and running', remedy: 'Use a kernel with CONFIG_SECCOMP_FILTER.' };
}

function identity(report: LaneReport): IsolationLayer {
  if (report.separateIdentity) return on('user id', 'programs run as a user that nobody else on this machine is', false);
  const detail = 'programs run as the service’s own user, in a user namespace';
  return { name: 'user id', state: 'weaker', required: false, detail, remedy: 'Start CodeArena as root; it drops its privileges itself.' };
}

function limited(name: string, enforced: boolean, report: LaneReport, strong: string, weak: string): IsolationLayer {
  if (enforced) return on(name, `${strong}, by cgroup v${report.cgroupVersion}`, false);
  return { name, state: 'weaker', required: false, detail: weak, remedy: DELEGATE };
}

function swap(report: LaneReport): IsolationLayer {
  if (report.swap) return on('swap', 'not available to programs', false);
  const detail = 'the kernel does not account swap';
  return { name: 'swap', state: 'weaker', required: false, detail, remedy: 'Boot with swapaccount=1, or switch swap off.' };
}
