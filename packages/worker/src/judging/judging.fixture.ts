import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  PLAIN,
  TOKEN_VALIDATOR,
  USUAL_INSTALLATION_LIMITS,
  type DataFile,
  type InstallationLimits,
  type InstalledLanguage,
  type ProblemDefinition,
  type Program,
  type Sandbox,
  type SentSource,
  type TestData,
  type Work,
} from '@codearena/core';
import type { ProblemLimits, TestResult } from '@codearena/contracts';
import { buildLauncher, createMachine, createNativeSandbox, detectLanguages, LANGUAGES, requiredMounts } from '@codearena/execution';
import { createJudge, type Judge } from './judge.ts';

/** The real sandbox and the languages that every test machine has. */
export type JudgingFixture = {
  sandbox: Sandbox;
  languages: ReadonlyMap<string, InstalledLanguage>;
  installation: InstallationLimits;
  judge: Judge;
  testData: TestData;
  /** A problem whose tests are given as [input, answer]; the first `samples` of them are samples. */
  problem(tests: [string, string][], options?: ProblemOptions): Promise<ProblemDefinition>;
  /** A program of the problem's author, given as name → content. */
  program(language: string | null, files: Record<string, string>, name?: string): Promise<Program>;
  stop(): Promise<void>;
};

export type ProblemOptions = { samples?: number; limits?: Partial<ProblemLimits> } & Partial<Omit<ProblemDefinition, 'limits' | 'tests'>>;

export async function startJudging(): Promise<JudgingFixture> {
  await buildLauncher();
  const detections = await detectLanguages(
    LANGUAGES.filter(({ id }) => ['c', 'cpp', 'python', 'javascript'].includes(id)),
    createMachine(),
  );
  const languages = new Map(detections.flatMap((detection) => ('toolchain' in detection ? [[detection.definition.id, detection] as const] : [])));
  const sandbox = createNativeSandbox({ lanes: 2, mounts: requiredMounts(detections) });
  await sandbox.start();
  const data = await createDataDirectory();
  return {
    sandbox,
    languages,
    installation: USUAL_INSTALLATION_LIMITS,
    testData: data,
    judge: createJudge({ sandbox, languages, testData: data, installation: USUAL_INSTALLATION_LIMITS }),
    problem: (tests, options) => defineProblem(data, tests, options),
    program: (language, files, name = 'validator') => defineProgram(data, { language, files, name }),
    async stop() {
      await sandbox.stop();
      await data.remove();
    },
  };
}

type DataDirectory = TestData & { add(text: string): Promise<DataFile>; remove(): Promise<void> };

async function createDataDirectory(): Promise<DataDirectory> {
  const directory = await mkdtemp(join(tmpdir(), 'codearena-judging-'));
  return {
    async add(text) {
      const sha256 = createHash('sha256').update(text).digest('hex');
      await writeFile(join(directory, sha256), text);
      return { sha256, bytes: Buffer.byteLength(text) };
    },
    path: async ({ sha256 }) => join(directory, sha256),
    remove: () => rm(directory, { recursive: true }),
  };
}

async function defineProblem(data: DataDirectory, tests: [string, string][], options: ProblemOptions = {}): Promise<ProblemDefinition> {
  const { samples = 0, limits = {}, ...others } = options;
  const cases = tests.map(async ([input, answer], index) => {
    const group = index < samples ? 'sample' : 'secret';
    return { name: `${group}/${index + 1}`, group, sample: index < samples, input: await data.add(input), answer: await data.add(answer) };
  });
  return {
    ...PLAIN,
    slug: 'fixture',
    title: 'Fixture',
    difficulty: 'easy',
    tags: [],
    statement: '',
    limits: { timeMs: 1_000, memoryMb: 64, outputKb: 1_024, sourceBytes: 50_000, ...limits },
    validator: TOKEN_VALIDATOR,
    allowedLanguages: null,
    ...others,
    tests: await Promise.all(cases),
  };
}

async function defineProgram(data: DataDirectory, program: { language: string | null; files: Record<string, string>; name: string }): Promise<Program> {
  const files = Object.entries(program.files).map(async ([path, text]) => ({ path, file: await data.add(text), executable: false }));
  return { name: program.name, language: program.language, files: await Promise.all(files) };
}

function textAlone(code: string): SentSource {
  return { code, files: [], entryPoint: null };
}

/** What any work has. */
function workOn(language: string, code: string) {
  return { claim: { id: 'fixture', attempt: 1 }, tries: 1, sessionId: 'fixture', language, ...textAlone(code), requestId: null, createdAt: new Date() };
}

/** The same as files with names of their own. */
export function filesWork(language: string, files: Record<string, string>, problem: ProblemDefinition, entryPoint: string | null = null): Work {
  const named = Object.entries(files).map(([name, content]) => ({ name, content }));
  return { ...submissionWork(language, '', problem), files: named, entryPoint };
}

export function submissionWork(language: string, code: string, problem: ProblemDefinition): Work {
  return {
    kind: 'submission',
    ...workOn(language, code),
    problem,
  };
}

export function runWork(language: string, code: string, input: Partial<Pick<Extract<Work, { kind: 'run' }>, 'stdin' | 'args' | 'limits'>> = {}): Work {
  const { stdin = '', args = [], limits = {} } = input;
  return {
    kind: 'run',
    ...workOn(language, code),
    stdin,
    args,
    limits,
  };
}

/** Remembers what an observer hears, as words and results. */
export function recordingObserver() {
  const heard: (string | TestResult)[] = [];
  return {
    heard,
    compiling: () => void heard.push('compiling'),
    running: (total: number) => void heard.push(`running ${total}`),
    tested: (result: TestResult) => void heard.push(result),
  };
}
