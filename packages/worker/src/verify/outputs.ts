import { createReadStream } from 'node:fs';
import type { Box, DataFile, TestCase } from '@codearena/core';
import type { ProblemPackage } from '@codearena/problem-package';
import { withBox } from '../judging/box.ts';
import { createCustomChecker } from '../validation/custom-checker.ts';
import { createDefaultChecker } from '../validation/default-checker.ts';
import type { Checker } from '../validation/checker.ts';
import type { SharedParts } from '../judging/judge.ts';
import type { InputReport, OutputReport } from './report.ts';

/**
 * Runs the output validator on what it must accept, the author's own answers and `data/valid_output`, and on what it must
 * not. Where it talks with the submission or asks for passes there is no output to look at.
 */
export async function verifyOutputs(parts: SharedParts, problem: ProblemPackage): Promise<OutputReport[]> {
  const cases = outputCases(problem);
  try {
    return await withBox(parts.sandbox, undefined, (box) => checkAll(parts, problem, box, cases));
  } catch (error) {
    return [{ name: 'output validator', result: 'surprise', reason: error instanceof Error ? error.message : String(error) }];
  }
}

export function hasOutputs(problem: ProblemPackage): boolean {
  return outputCases(problem).length > 0;
}

function outputCases({ definition, validatorTests }: ProblemPackage): OutputCase[] {
  const { kind, validator, tests } = definition;
  if (kind.interactive || kind.passes > 1) return [];
  // The default validator accepts every answer as an output.
  return [...(validator.kind === 'custom' ? tests.flatMap(ofTest) : []), ...validatorTests.flatMap(ofValidatorTest)];
}

type OutputCase = { name: string; test: TestCase; output: DataFile; valid: boolean };

/** What the author calls the answer must be one, but where people are shown something else in its place. */
function ofTest(test: TestCase): OutputCase[] {
  const isShown = !test.shown || ('answer' in test.shown && test.shown.answer.sha256 === test.answer.sha256);
  return isShown || !test.sample ? [{ name: test.name, test, output: test.answer, valid: true }] : [];
}

function ofValidatorTest({ kind, name, valid, input, answer, output, validatorArguments, validator }: ProblemPackage['validatorTests'][number]): OutputCase[] {
  if ((kind !== 'output' && kind !== 'shown') || !answer || !output) return [];
  return [{ name, valid, output, test: { name, group: 'secret', sample: false, input, answer, validatorArguments, ...(validator && { validator }) } }];
}

async function checkAll(parts: SharedParts, { definition, data }: ProblemPackage, box: Box, cases: readonly OutputCase[]): Promise<OutputReport[]> {
  const { validator, validation } = definition;
  const beside = () => box.beside();
  const checker =
    validator.kind === 'default' ? createDefaultChecker(validator) : createCustomChecker({ programs: parts.programs, beside, validator, limits: validation });
  const reports: OutputReport[] = [];
  for (const { name, test, output, valid } of cases) {
    const files = { input: await data.path(test.input), answer: await data.path(test.answer) };
    const accepted = await accepts(checker, test, files, await data.path(output));
    // Authors may keep something other than an answer in a secret test's answer file.
    const tolerated = valid && !accepted && definition.tests.includes(test) && !test.sample;
    const result = accepted === valid ? 'expected' : tolerated ? 'doubtful' : 'surprise';
    reports.push({ name, result, reason: accepted === valid ? null : accepted ? 'is accepted, but must not be' : 'is not accepted' });
  }
  return reports;
}

async function accepts(checker: Checker, test: TestCase, files: { input: string; answer: string }, output: string): Promise<boolean> {
  const checking = checker.begin(test, files, 1);
  try {
    const content: AsyncIterable<Uint8Array> = createReadStream(output);
    for await (const chunk of content) checking.push(chunk);
    return (await checking.end()).accepted;
  } finally {
    checking.close();
  }
}

/** What must be rejected, an input or an answer, has to be rejected by one validator at least. */
export function acceptedInvalid(problem: ProblemPackage, kind: 'input' | 'answer', reports: readonly InputReport[]): OutputReport[] {
  const run = reports.filter(({ checked }) => checked > 0);
  if (run.length === 0) return [];
  return problem.validatorTests.flatMap((test): OutputReport[] => {
    if (test.kind !== kind) return [];
    const accepted = run.every(({ invalidAccepted }) => invalidAccepted.includes(test.name));
    return [
      { name: test.name, result: accepted ? 'surprise' : 'expected', reason: accepted ? `is accepted by every ${kind} validator, but must not be` : null },
    ];
  });
}
