import type { Box, ExecutionLimits, InstalledLanguage, RunStep, TestCase } from '@codearena/core';
import type { InputValidator, ProblemPackage } from '@codearena/problem-package';
import { excerpt } from '../checking/excerpt.ts';
import { withBox } from '../judging/box.ts';
import { compile } from '../judging/compilation.ts';
import { resultOf } from '../judging/ending.ts';
import type { JudgeParts } from '../judging/judge.ts';
import type { InputReport } from './report.ts';

const MIB = 1024 * 1024;
const MEMORY_BYTES = 512 * MIB;
const SHOWN_BYTES = 500;

/** Runs one input validator, in the sandbox like everything else, on the input of every test. */
export async function verifyInputs(parts: JudgeParts, problem: ProblemPackage, validator: InputValidator): Promise<InputReport> {
  const language = parts.languages.get(validator.language);
  if (!language) return report(validator, 'skipped', `${validator.language} is not installed here`);
  try {
    return await runValidator(parts, problem, validator, language);
  } catch (error) {
    return report(validator, 'surprise', `could not be run: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function runValidator(parts: JudgeParts, problem: ProblemPackage, validator: InputValidator, language: InstalledLanguage): Promise<InputReport> {
  const preparation = language.toolchain.prepare({ files: validator.files, memoryBytes: MEMORY_BYTES });
  return withBox(parts.sandbox, undefined, async (box) => {
    await box.write(preparation.files);
    const compilation = preparation.compile === null ? null : await compile(box, preparation.compile);
    if (compilation?.ok === false) return report(validator, 'surprise', compilation.output);
    const rejected: InputReport['rejected'] = [];
    for (const test of problem.definition.tests) {
      const message = await checkInput(box, preparation.run, problem, validator, test);
      if (message !== null) rejected.push({ test: test.name, message });
    }
    const reason = rejected.length === 0 ? null : 'did not accept every input';
    return { ...report(validator, rejected.length === 0 ? 'expected' : 'surprise', reason), checked: problem.definition.tests.length, rejected };
  });
}

/** Null: the input is valid. */
async function checkInput(box: Box, run: RunStep, problem: ProblemPackage, validator: InputValidator, test: TestCase): Promise<string | null> {
  const limits = limitsFor(run);
  const execution = await box.run({
    argv: [...run.argv, ...validator.argumentsFor(test.name)],
    ...(run.env && { env: run.env }),
    profile: 'run',
    mayFork: run.mayFork ?? false,
    limits,
    stdin: { file: await problem.data.path(test.input) },
  });
  if (execution.ending.kind === 'exited' && execution.ending.code === validator.validExitCode) return null;
  const result = resultOf(execution, limits, run);
  const said = excerpt(Buffer.concat([execution.stdout, execution.stderr]), SHOWN_BYTES).trim();
  return [result.kind === 'failed' ? result.message : 'exit code 0', said].filter(Boolean).join(': ');
}

function limitsFor(run: RunStep): ExecutionLimits {
  return {
    cpuMs: 30_000,
    wallMs: 90_000,
    memoryBytes: MEMORY_BYTES + (run.extraMemoryBytes ?? 0),
    processes: 50,
    stdoutBytes: 8 * MIB,
    stderrBytes: 64 * 1024,
    scratchBytes: 64 * MIB,
  };
}

function report({ path }: InputValidator, result: InputReport['result'], reason: string | null): InputReport {
  return { validator: path, result, reason, checked: 0, rejected: [] };
}
