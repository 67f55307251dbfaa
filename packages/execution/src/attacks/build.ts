import type { Box, BoxFile, Command, Execution, ExecutionLimits, InstalledLanguage, RunStep, Sandbox } from '@codearena/core';
import { compileCommand } from '../languages/commands.ts';
import type { Attack } from './attack.ts';

const MEBIBYTE = 1024 * 1024;
const LIMITS: ExecutionLimits = {
  cpuMs: 3_000,
  wallMs: 15_000,
  memoryBytes: 64 * MEBIBYTE,
  processes: 20,
  stdoutBytes: MEBIBYTE,
  stderrBytes: 64 * 1024,
  scratchBytes: 16 * MEBIBYTE,
};

export type Program = { files: readonly BoxFile[]; run: RunStep };

export async function inBox<T>(sandbox: Sandbox, work: (box: Box) => Promise<T>): Promise<T> {
  const box = await sandbox.open();
  try {
    return await work(box);
  } finally {
    await box.close();
  }
}

/** The program ready to run; throws with the compiler's words where it does not compile. */
export async function build(sandbox: Sandbox, language: InstalledLanguage, source: string, memoryBytes = LIMITS.memoryBytes): Promise<Program> {
  const { files, compile, run } = prepare(language, source, memoryBytes);
  if (!compile) return { files, run };
  return inBox(sandbox, async (box) => {
    await box.write(files);
    const compiled = await box.run(compileCommand(compile));
    if (compiled.ending.kind !== 'exited' || compiled.ending.code !== 0) throw new Error(`It does not compile: ${said(compiled)}`);
    return { files: await box.snapshot(), run };
  });
}

export function buildAttack(sandbox: Sandbox, language: InstalledLanguage, attack: Attack): Promise<Program> {
  return build(sandbox, language, attack.source, attack.limits.memoryBytes);
}

/** Compiles an attack whose target is the compiler, as often as it wants, and gives the last outcome. */
export async function compileAttack(box: Box, language: InstalledLanguage, attack: Attack): Promise<Execution> {
  const { files, compile } = prepare(language, attack.source, LIMITS.memoryBytes);
  if (!compile) throw new Error(`${language.definition.name} compiles nothing`);
  await box.write(files);
  if (attack.beside) await box.write([{ path: attack.beside.path, content: Buffer.from(attack.beside.text) }]);
  const command = compileCommand(compile);
  const limited = { ...command, limits: { ...command.limits, ...attack.limits } };
  for (let i = 1; i < attack.compilations; i++) await box.run(limited);
  return box.run(limited);
}

export function attackCommand(attack: Attack, { run }: Program): Command {
  const limits = { ...LIMITS, ...attack.limits };
  return {
    argv: run.argv,
    env: run.env,
    profile: attack.profile === 'compile' ? 'compile' : 'run',
    stdin: Buffer.from(attack.stdin),
    mayFork: attack.mayFork || run.mayFork,
    limits: { ...limits, memoryBytes: limits.memoryBytes + (run.extraMemoryBytes ?? 0) },
  };
}

export function commandFor({ run }: Program, ...marks: string[]): Command {
  return { argv: [...run.argv, ...marks], env: run.env, profile: 'run', limits: LIMITS };
}

function prepare(language: InstalledLanguage, source: string, memoryBytes: number) {
  const extension = language.definition.extensions[0];
  return language.toolchain.prepare({ files: [{ path: `main.${extension}`, text: source }], memoryBytes });
}

function said({ stdout, stderr }: Execution): string {
  return Buffer.concat([stdout, stderr]).toString().slice(0, 500);
}
