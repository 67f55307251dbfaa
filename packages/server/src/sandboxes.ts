import path from 'node:path';
import { canJudge, type InstalledLanguage, type IsolationReport, type Sandbox, type SandboxKind, type Speed } from '@codearena/core';
import {
  attackTable,
  createCalibratedSandbox,
  createDockerSandbox,
  createGate,
  createMachine,
  createNativeSandbox,
  detectDocker,
  detectImageLanguages,
  detectLanguages,
  findSpeed,
  hasNeighbour,
  LANGUAGES,
  launcherPath,
  machineState,
  proveLanguages,
  requiredMounts,
  watchContainerHost,
  watchNativeHost,
  type Detection,
  type HostWatch,
  type ProvenLanguages,
} from '@codearena/execution';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { fileHash } from './file-hash.ts';
import type { Lifetime } from './lifetime.ts';

export type Judgement = {
  sandbox: Sandbox;
  /** The same, with time limits as they are on the reference machine. */
  calibrated: Sandbox;
  report: IsolationReport;
  languages: ProvenLanguages;
  byId: ReadonlyMap<string, InstalledLanguage>;
  /** Of what isolates: the launcher's hash, or the image. */
  fingerprint: string;
  /** Changes with whatever may change what a compilation gives: the machine's toolchains and headers, or the image's. */
  machine: () => string;
  /** Looks for what attacks leave on the machine; for a sandbox that has been started. */
  watchHost: () => Promise<HostWatch>;
};

type Parts = { config: Config; logger: Logger; lifetime: Lifetime; onTrials?: (count: number) => void };
type Choice = Omit<Judgement, 'languages' | 'byId' | 'calibrated'> & { detect: () => Promise<Detection[]> };

/** Opens the sandbox and proves the languages in it. Where a required layer is off, no program is ever started. */
export async function openSandbox(parts: Parts): Promise<Judgement> {
  const { detect, ...choice } = await chooseSandbox(parts);
  const { sandbox, report, fingerprint } = choice;
  const { onTrials } = parts;
  parts.lifetime.onEnd('sandbox', () => sandbox.stop());
  if (!canJudge(report)) return { ...choice, calibrated: sandbox, languages: { installed: [], missing: [] }, byId: new Map() };
  await sandbox.start();
  const cacheFile = path.join(parts.config.dataDir, `languages-${sandbox.kind}.json`);
  const languages = await proveLanguages(sandbox, await detect(), { cacheFile, fingerprint, ...(onTrials ? { onTrials } : {}) });
  const calibrated = await calibrate(sandbox, parts.config);
  return { ...choice, calibrated, languages, byId: new Map(languages.installed.map((language) => [language.definition.id, language])) };
}

async function calibrate(sandbox: Sandbox, { speedReferenceMs, dataDir }: Config): Promise<Sandbox> {
  if (speedReferenceMs === null) return sandbox;
  return createCalibratedSandbox(sandbox, await findMachineSpeed(speedReferenceMs, dataDir));
}

export async function findMachineSpeed(referenceMs: number, dataDirectory: string): Promise<Speed> {
  return findSpeed({ referenceMs, dataDirectory, fingerprint: await fileHash(launcherPath()) });
}

/** Which of them `SANDBOX` allows and this machine can be asked for: the native one always, containers where there are an engine and the image. */
export async function availableSandboxes(config: Config): Promise<SandboxKind[]> {
  if (config.sandbox !== 'auto') return [config.sandbox];
  return (await findEngine(config)).available ? ['native', 'docker'] : ['native'];
}

/** `auto` takes the native sandbox where the machine can isolate, and containers where only an engine can. */
async function chooseSandbox(parts: Parts): Promise<Choice> {
  const { sandbox: wanted } = parts.config;
  if (wanted === 'docker') return openDocker(parts);
  const native = await openNative(parts);
  if (wanted === 'native' || canJudge(native.report) || !(await findEngine(parts.config)).available) return native;
  await native.sandbox.stop();
  return openDocker(parts);
}

async function openNative({ config, logger }: Parts): Promise<Choice> {
  const machine = createMachine({ cacheDirectory: path.join(config.dataDir, 'toolchains') });
  const detections = await detectLanguages(LANGUAGES, machine);
  const mounts = requiredMounts(detections);
  const sandbox = createNativeSandbox({
    lanes: config.lanes,
    mounts,
    logger,
    ...(config.launcherAddress === null ? {} : { launcherAddress: config.launcherAddress }),
  });
  const fingerprint = await fileHash(launcherPath());
  const toolchains = mounts.filter(({ from }) => !from.startsWith(config.dataDir));
  return {
    sandbox,
    report: await sandbox.inspect(),
    fingerprint,
    machine: () => machineState(toolchains),
    detect: async () => detections,
    watchHost: watchNativeHost,
  };
}

/** The toolchains are the image's; what would have to be bound into it from this machine is not there. */
async function openDocker({ config, logger }: Parts): Promise<Choice> {
  const engine = await findEngine(config);
  if (!engine.available) throw new Error(`SANDBOX=docker, but ${engine.reason}. ${engine.remedy}`);
  const { socketPath, imageId } = engine;
  const { lanes } = config;
  const poolSize = lanes + 1;
  const sandbox = createDockerSandbox({
    socketPath,
    image: imageId,
    lanes,
    poolSize,
    logger,
    ...(config.dockerRuntime === null ? {} : { runtime: config.dockerRuntime }),
  });
  return {
    sandbox,
    report: await sandbox.inspect(),
    fingerprint: `${imageId} ${engine.version}`,
    machine: () => imageId,
    detect: () => detectImageLanguages(sandbox, LANGUAGES),
    watchHost: () => watchContainerHost({ socketPath, atRest: poolSize + (hasNeighbour(sandbox) ? 1 : 0) }),
  };
}

function findEngine({ dockerImage }: Config): ReturnType<typeof detectDocker> {
  return detectDocker(dockerImage === null ? {} : { image: dockerImage });
}

/** Layers are on, and yet an attack came through: nothing is judged. */
class GateClosed extends Error {}

/** The quick part of the attack suite, run against this machine's sandbox before it judges anything. */
export async function passGate({ sandbox, languages, fingerprint }: Judgement, config: Config): Promise<void> {
  const gate = createGate({ sandbox, languages: languages.installed, dataDirectory: config.dataDir, fingerprint });
  const { green, results } = await gate.check();
  if (!green) throw new GateClosed(`The sandbox did not withstand its own attacks, so nothing is judged:\n${attackTable(results)}`);
}
