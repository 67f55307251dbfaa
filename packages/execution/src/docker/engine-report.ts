import type { IsolationLayer, IsolationReport } from '@codearena/core';
import type { LaneReport } from '../launcher/messages.ts';
import type { ContainerLimits } from './container-settings.ts';

/** What the engine says about itself and its kernel; the fields that matter here. */
export type EngineInfo = {
  ServerVersion: string;
  CgroupVersion?: string;
  DefaultRuntime: string;
  MemoryLimit: boolean;
  SwapLimit: boolean;
  CpuCfsQuota: boolean;
  PidsLimit: boolean;
  SecurityOptions: string[] | null;
};

export type EngineState = { info: EngineInfo; report: LaneReport | undefined; lanes: number; runtime: string | undefined; limits: ContainerLimits };

const MIB = 1024 * 1024;

export function describeEngine({ info, report, lanes, runtime, limits }: EngineState): IsolationReport {
  const cgroup = `by cgroup v${info.CgroupVersion ?? '1'}`;
  const layers = [
    on('container engine', `Docker ${info.ServerVersion}, runtime ${runtime ?? info.DefaultRuntime}`),
    on('container', 'one per submission, started ahead, removed afterwards; its agent answers'),
    on('network', 'none'),
    on('root file system', `read-only; /box ${limits.boxBytes / MIB} MB and /tmp ${limits.scratchBytes / MIB} MB in memory`),
    on('privileges', 'user 1000, no capabilities, no_new_privs'),
    kernel('cgroup memory', info.MemoryLimit, `memory of the container, ${cgroup}`, true),
    kernel('cgroup pids', info.PidsLimit, `${limits.processes} processes in the container, ${cgroup}`, true),
    kernel('cgroup cpu', info.CpuCfsQuota, `one processor, ${cgroup}`, true),
    kernel('swap', info.SwapLimit, 'not available to programs', false),
    seccomp(info, report),
    cpuTime(report),
  ];
  return { kind: 'docker', lanes, layers };
}

export function describeEngineFailure(fault: Error, lanes: number): IsolationReport {
  const reason = fault.cause instanceof Error ? `${fault.message} (${fault.cause.message})` : fault.message;
  const layer: IsolationLayer = {
    name: 'container',
    state: 'off',
    required: true,
    detail: reason,
    remedy: 'Start the engine, let this user reach its socket, and build the image: deploy/runner/build-image.sh',
  };
  return { kind: 'docker', lanes, layers: [layer] };
}

function on(name: string, detail: string): IsolationLayer {
  return { name, state: 'on', required: true, detail };
}

/** A limit that the engine asks the kernel for, and drops with a mere warning where the kernel has it not. */
function kernel(name: string, enforced: boolean, detail: string, required: boolean): IsolationLayer {
  if (enforced) return { name, state: 'on', required, detail };
  const remedy = name === 'swap' ? 'Boot with swapaccount=1, or switch swap off.' : 'Boot a kernel with this control group controller.';
  return { name, state: required ? 'off' : 'weaker', required, detail: 'the engine’s kernel does not have it', remedy };
}

function seccomp(info: EngineInfo, report: LaneReport | undefined): IsolationLayer {
  const around = (info.SecurityOptions ?? []).some((option) => option.startsWith('name=seccomp'));
  const state = around && report?.seccomp ? 'on' : 'off';
  return {
    name: 'seccomp',
    state,
    required: true,
    detail: 'an allow-list around the container, narrower ones for compiling and running',
    remedy: 'Use an engine and a kernel with seccomp.',
  };
}

function cpuTime(report: LaneReport | undefined): IsolationLayer {
  if (report?.cpu) return { name: 'CPU time', state: 'on', required: false, detail: 'of the whole container, from its control group' };
  return { name: 'CPU time', state: 'weaker', required: false, detail: 'of processes that have ended, from the kernel’s resource usage' };
}
