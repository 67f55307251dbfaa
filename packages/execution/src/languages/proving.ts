import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { SandboxFault, type Box, type Execution, type InstalledLanguage, type LanguageDefinition, type Preparation, type Sandbox } from '@codearena/core';
import { compileCommand, runCommand } from './commands.ts';
import type { Detection } from './detection.ts';

export type MissingLanguage = { definition: LanguageDefinition; reason: string; remedy: string };

/** In the order of the definitions. */
export type ProvenLanguages = { installed: InstalledLanguage[]; missing: MissingLanguage[] };

export type ProvingOptions = {
  /** Remembers what was proved, so that the next start need not do it again. */
  cacheFile?: string;
  /** Whatever of the sandbox a proof depends on, e.g. its program's hash. */
  fingerprint?: string;
  /** Before the first of so many trials, which take seconds; not called when all is remembered. */
  onTrials?: (count: number) => void;
};

type Proof = { language: InstalledLanguage } | MissingLanguage;
type Found = Extract<Detection, { toolchain: unknown }>;

/** Judges each language's hello world in the sandbox, on all lanes at once; only what answers rightly is installed. */
export async function proveLanguages(sandbox: Sandbox, detections: readonly Detection[], options: ProvingOptions = {}): Promise<ProvenLanguages> {
  const { cacheFile, fingerprint = '' } = options;
  const known = cacheFile ? await readProofs(cacheFile) : {};
  const trials = detections.filter((detection) => 'toolchain' in detection && !isProved(detection, known, fingerprint)).length;
  if (trials > 0) options.onTrials?.(trials);
  const proofs = await Promise.all(detections.map((detection) => prove(sandbox, detection, known, fingerprint)));
  const installed = proofs.flatMap((proof) => ('language' in proof ? [proof.language] : []));
  if (cacheFile) await writeProofs(cacheFile, Object.fromEntries(installed.map((language) => [language.definition.id, proofKey(language, fingerprint)])));
  return { installed, missing: proofs.flatMap((proof) => ('language' in proof ? [] : [proof])) };
}

async function prove(sandbox: Sandbox, detection: Detection, known: Proofs, fingerprint: string): Promise<Proof> {
  const { definition } = detection;
  if ('missing' in detection) return { definition, reason: detection.missing, remedy: definition.remedy };
  const failure = isProved(detection, known, fingerprint) ? undefined : await tryHelloWorld(sandbox, detection);
  return failure ? { definition, reason: failure, remedy: definition.remedy } : { language: detection };
}

function isProved(found: Found, known: Proofs, fingerprint: string): boolean {
  return known[found.definition.id] === proofKey(found, fingerprint);
}

/** Why it does not work, or undefined. */
async function tryHelloWorld(sandbox: Sandbox, language: Found): Promise<string | undefined> {
  try {
    const box = await sandbox.open();
    try {
      return await judgeHelloWorld(box, prepareHelloWorld(language));
    } finally {
      await box.close();
    }
  } catch (error) {
    if (error instanceof SandboxFault) return `the sandbox failed at "${error.step}": ${error.message}`;
    throw error;
  }
}

const INPUT = new TextEncoder().encode('400000000000 23\n');
const OUTPUT = '400000000023';

async function judgeHelloWorld(box: Box, { files, compile, run }: Preparation): Promise<string | undefined> {
  await box.write(files);
  if (compile) {
    const compiled = await box.run(compileCommand(compile));
    if (!succeeded(compiled)) return `a hello world does not compile: ${complaint(compiled)}`;
  }
  const execution = await box.run(runCommand(run, { cpuMs: 20_000, memoryBytes: HELLO_MEMORY_BYTES, stdin: INPUT }));
  if (!succeeded(execution)) return `a hello world does not run: ${complaint(execution)}`;
  const answer = text(execution.stdout).trim();
  return answer === OUTPUT ? undefined : `a hello world prints "${answer.slice(0, 100)}" instead of "${OUTPUT}"`;
}

const HELLO_MEMORY_BYTES = 256 * 1024 * 1024;

function prepareHelloWorld({ definition, toolchain }: InstalledLanguage): Preparation {
  const path = `main.${definition.extensions[0]}`;
  return toolchain.prepare({ files: [{ path, text: definition.helloWorld }], memoryBytes: HELLO_MEMORY_BYTES });
}

function succeeded({ ending }: Execution): boolean {
  return ending.kind === 'exited' && ending.code === 0;
}

function complaint({ ending, stdout, stderr }: Execution): string {
  const said = (text(stderr).trim() || text(stdout).trim()).slice(0, 500);
  return said ? `${endingText(ending)}, ${said}` : endingText(ending);
}

function endingText(ending: Execution['ending']): string {
  switch (ending.kind) {
    case 'exited':
      return `exit code ${ending.code}`;
    case 'signaled':
      return ending.signal;
    case 'limit':
      return `${ending.limit} limit`;
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Anything that may change a proof's outcome: the toolchain, how we call it, the program, the sandbox. */
function proofKey(language: InstalledLanguage, fingerprint: string): string {
  const { compile, run } = prepareHelloWorld(language);
  const facts = [fingerprint, language.toolchain.version, language.toolchain.mounts, language.definition.helloWorld, compile, run];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

const proofsSchema = z.record(z.string(), z.string());
type Proofs = z.infer<typeof proofsSchema>;

/** A file that cannot be understood proves nothing, and is replaced. */
async function readProofs(file: string): Promise<Proofs> {
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return proofsSchema.parse(JSON.parse(content));
  } catch {
    return {};
  }
}

async function writeProofs(file: string, proofs: Proofs): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(unfinished, `${JSON.stringify(proofs, null, 2)}\n`);
  await rename(unfinished, file);
}
