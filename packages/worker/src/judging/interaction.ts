import type {
  Box,
  Command,
  Conversation,
  Execution,
  CustomValidator,
  ExecutionLimits,
  OnSaid,
  Program,
  RunStep,
  TestCase,
  TestData,
  ValidationLimits,
} from '@codearena/core';
import { ICPC_ARGUMENTS, isIcpcJudgement, judgementOf, type Judgement as ValidatorJudgement } from '../validation/icpc-validator.ts';
import { findingOf } from '../validation/custom-checker.ts';
import { checkOutput, isTestlibJudgement, testlibJudgement } from '../validation/testlib-checker.ts';
import {
  layOut,
  prepareNextPass,
  readProduced,
  seatValidator,
  validatorCommand,
  VALIDATOR_PATHS,
  type TestFiles,
  type ValidatorSeat,
} from '../validation/validator-run.ts';
import { ProgramFailure, type AuthorPrograms } from './author-program.ts';
import { isOpen } from '../validation/visibility.ts';
import { resultOf, type Result } from './ending.ts';
import {
  createUsage,
  failureMessage,
  foundBy,
  judged,
  pathsOf,
  placeTestFiles,
  programCommand,
  withComplaint,
  type JudgedTest,
  type Judgement,
  type Usage,
} from './test-run.ts';
import { createTranscript, type Transcript } from './transcript.ts';

/*
 * Interactive problems: the submission and the author's program run at the same time and talk to each other over pipes
 * that nobody relays. Which of the two is told to be at fault depends on which of them ended first. Open tests are listened
 * to: the sandbox then passes on what they say, and whoever solves the problem can read it.
 */
export type InteractionSetting = {
  box: Box;
  run: RunStep;
  limits: ExecutionLimits;
  ending: ExecutionLimits;
  testData: TestData;
  programs: AuthorPrograms;
  validator: CustomValidator;
  validation: ValidationLimits;
  passes: number;
};

export async function interact(setting: InteractionSetting, test: TestCase, index: number): Promise<JudgedTest> {
  const files = await pathsOf(setting.testData, test);
  const usage = createUsage();
  await placeTestFiles(setting, test);
  const transcript = isOpen(test) ? createTranscript() : null;
  const judgement = await withComplaint(() => runPasses(setting, test, files, { usage, transcript }));
  const { verdict, message, scores, judgeMessage, complaint } = judgement;
  const head = { index, status: verdict, ...usage.worst(), score: null, sample: test.sample, group: test.group };
  const result = { ...head, ...(transcript && { transcript: transcript.turns() }), ...(message !== null && { message }) };
  return { result, scores, judgeMessage, complaint };
}

type Watching = { usage: Usage; transcript: Transcript | null };

async function runPasses(setting: InteractionSetting, test: TestCase, files: TestFiles, watching: Watching): Promise<Judgement> {
  for (let pass = 1; pass <= setting.passes; pass += 1) {
    const judgement = await converse(setting, test, files, watching, pass);
    if (judgement !== 'again') return judgement;
  }
  throw new ProgramFailure(interactorOf(setting.validator).name, `asked for more than ${setting.passes} passes`);
}

function interactorOf({ interactor, programs }: CustomValidator): Program {
  const program = interactor ?? programs[0];
  if (!program) throw new Error('an interactive problem without a program to talk with');
  return program;
}

async function converse(
  setting: InteractionSetting,
  test: TestCase,
  files: TestFiles,
  { usage, transcript }: Watching,
  pass: number,
): Promise<Judgement | 'again'> {
  const { box, validator, programs, validation, passes } = setting;
  const seat = await seatValidator(programs, await box.beside(), interactorOf(validator), validation);
  if (pass === 1) await layOut(seat, files);
  else await prepareNextPass(seat);
  const onSaid: OnSaid | undefined = transcript ? (side, chunk) => transcript.push(pass, side === 'own' ? 'submission' : 'judge', chunk) : undefined;
  const own = programCommand(setting, test, {});
  const conversation = await box.converse(own, talkingCommand(seat, validator, test, own.limits.wallMs), onSaid);
  usage.add(conversation.own);
  const result = resultOf(conversation.own, setting.limits, setting.run);
  const early = beforeJudgement(validator, result, conversation);
  if (early) return told(early, conversation, test);
  const judgement = await judge(setting, seat, conversation, test, files);
  if (judgement.accepted && result.kind === 'failed') return told(result, conversation, test);
  if (!judgement.accepted && result.kind === 'failed' && conversation.endedFirst === 'own') return told(result, conversation, test);
  if (judgement.accepted && judgement.nextPass !== null && passes > 1) return 'again';
  return foundBy(findingOf(validator, test, judgement));
}

/** An interactor waits for whoever it talks with, so it gets that time on top of its own. */
function talkingCommand(seat: ValidatorSeat, validator: CustomValidator, test: TestCase, waitsMs: number): Command {
  const more = test.validatorArguments ?? validator.arguments;
  const { input, output, answer } = VALIDATOR_PATHS;
  const command = validatorCommand(seat, validator.protocol === 'icpc' ? [...ICPC_ARGUMENTS, ...more] : [input, output, answer, ...more]);
  return { ...command, limits: { ...command.limits, wallMs: command.limits.wallMs + waitsMs } };
}

function isJudgement(protocol: CustomValidator['protocol'], code: number): boolean {
  return protocol === 'icpc' ? isIcpcJudgement(code) : isTestlibJudgement(code);
}

type Failed = Extract<Result, { kind: 'failed' }>;

/**
 * What is known without the interactor's judgement. One that fails because the submission had gone is not to blame: it
 * wrote to a pipe that nobody read any more, or could not cope with the silence of one that had crashed. But where both
 * only waited, and the interactor went on waiting for one who had gone, it is the one that hung.
 */
function beforeJudgement({ protocol }: CustomValidator, result: Result, conversation: Conversation): Failed | null {
  const { beside, endedFirst } = conversation;
  if (endedFirst !== 'own' || (ranOutOfTime(conversation.own) && ranOutOfTime(beside))) return null;
  const { ending } = beside;
  if (result.kind === 'failed') return ending.kind === 'exited' && isJudgement(protocol, ending.code) ? null : result;
  return isBrokenPipe(beside, protocol) ? { kind: 'failed', verdict: 'Wrong Answer', message: 'ended before the interaction was over' } : null;
}

/** A shell's exit code for a program that SIGPIPE ended: 128 and the signal's number. */
const SHELL_SIGPIPE = 141;

/** Ended because nobody read any more: by the signal, behind a script, or by the exception that languages make of it. */
function isBrokenPipe({ ending, stderr }: Execution, protocol: CustomValidator['protocol']): boolean {
  if (ending.kind === 'signaled') return ending.signal === 'SIGPIPE';
  if (ending.kind !== 'exited' || isJudgement(protocol, ending.code)) return false;
  return ending.code === SHELL_SIGPIPE || /BrokenPipeError|Broken pipe|EPIPE/.test(Buffer.from(stderr).toString('latin1'));
}

function ranOutOfTime({ ending }: Execution): boolean {
  return ending.kind === 'limit' && ending.limit === 'wall';
}

function told({ verdict, message }: Failed, { own }: Conversation, test: TestCase): Judgement {
  return judged(verdict, failureMessage(message, own, test));
}

async function judge(
  setting: InteractionSetting,
  seat: ValidatorSeat,
  { beside }: Conversation,
  test: TestCase,
  files: TestFiles,
): Promise<ValidatorJudgement> {
  const { validator, programs, validation, box } = setting;
  if (validator.protocol === 'icpc') return judgementOf(seat, beside);
  const talked = testlibJudgement(seat, beside);
  const [checker] = validator.programs;
  if (!talked.accepted || !checker) return talked;
  // What the interactor wrote about the conversation is what the checker gets to see.
  const produced = await readProduced(seat);
  const checking = await seatValidator(programs, await box.beside(), checker, validation);
  await layOut(checking, files);
  return checkOutput(checking, test.validatorArguments ?? validator.arguments, produced);
}
