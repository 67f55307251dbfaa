import { createReadStream } from 'node:fs';
import type { Box, DataFile, TestCase } from '@codearena/core';
import type { Finding, ProblemPackage } from '@codearena/problem-package';
import { ProgramFailure } from '../judging/author-program.ts';
import { withBox } from '../judging/box.ts';
import { createCustomChecker } from '../validation/custom-checker.ts';
import { createDefaultChecker } from '../validation/default-checker.ts';
import type { Checker } from '../validation/checker.ts';
import { JUNK, PROVOCATIONS, type Junk } from './junk.ts';
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
    const accepted = await accepts(checker, test, files, createReadStream(await data.path(output)));
    // Authors may keep something other than an answer in a secret test's answer file.
    const tolerated = valid && !accepted && definition.tests.includes(test) && !test.sample;
    const result = accepted === valid ? 'expected' : tolerated ? 'doubtful' : 'surprise';
    reports.push({ name, result, reason: accepted === valid ? null : accepted ? 'is accepted, but must not be' : 'is not accepted' });
  }
  return reports;
}

/**
 * Runs a custom validator on what is no output of any problem, which it should reject for one test at least, and on what may
 * make it crash.
 */
export async function verifyJunk(parts: SharedParts, { definition, data }: ProblemPackage): Promise<Finding[]> {
  const { validator, validation, kind, tests } = definition;
  if (validator.kind === 'default' || kind.interactive || kind.passes > 1) return [];
  return withBox(parts.sandbox, undefined, async (box): Promise<Finding[]> => {
    const checker = createCustomChecker({ programs: parts.programs, beside: () => box.beside(), validator, limits: validation });
    const acceptsAll = async ({ content }: Junk, among: readonly TestCase[]) => {
      for (const test of among) {
        const files = { input: await data.path(test.input), answer: await data.path(test.answer) };
        if (!(await accepts(checker, test, files, [content]))) return false;
      }
      return true;
    };
    return [
      ...(await findingsOf(JUNK, 'warning', 'is accepted as an output of every test', (junk) => acceptsAll(junk, tests))),
      ...(await findingsOf(PROVOCATIONS, 'error', null, (junk) => acceptsAll(junk, tests.slice(0, TESTS_PROVOKED)))),
    ];
  }).catch((error: unknown) => [finding('error', `could not be tried: ${error instanceof Error ? error.message : String(error)}`)]);
}

const finding = (severity: Finding['severity'], problem: string): Finding => ({ severity, file: 'output validator', problem });

const TESTS_PROVOKED = 2;

/** A finding for each that it fails on, and where there is a word for it, for each that it accepts; one failure says enough. */
async function findingsOf(
  junk: readonly Junk[],
  severity: Finding['severity'],
  whenAccepted: string | null,
  accepted: (junk: Junk) => Promise<boolean>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const one of junk) {
    try {
      if ((await accepted(one)) && whenAccepted !== null) findings.push(finding(severity, `${one.name} ${whenAccepted}`));
    } catch (error) {
      if (!(error instanceof ProgramFailure)) throw error;
      return [...findings, finding('error', `given ${one.name} as an output, ${error.message}`)];
    }
  }
  return findings;
}

async function accepts(
  checker: Checker,
  test: TestCase,
  files: { input: string; answer: string },
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<boolean> {
  const checking = checker.begin(test, files, 1);
  try {
    for await (const chunk of content) checking.push(chunk);
    return (await checking.end()).accepted;
  } finally {
    checking.close();
  }
}

/** What every input validator accepted and none should have. */
export function acceptedJunk(reports: readonly InputReport[]): Finding[] {
  const [first, ...others] = reports.filter(({ checked }) => checked > 0);
  const names = (first?.junkAccepted ?? []).filter((name) => others.every(({ junkAccepted }) => junkAccepted.includes(name)));
  return names.length === 0 ? [] : [{ severity: 'warning', file: 'input_validators', problem: `none of them rejects ${names.join(', ')}` }];
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
