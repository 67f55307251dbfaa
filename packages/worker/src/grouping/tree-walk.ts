import { isPassed, type GroupResult, type TestResult, type Verdict } from '@codearena/contracts';
import {
  bestOf,
  byPoints,
  checkRange,
  gradeGroup,
  scoreTest,
  type Grade,
  type GroupGrade,
  type GroupRule,
  type JudgeMessage,
  type ProblemDefinition,
  type TestCase,
  type TestGroup,
} from '@codearena/core';
import type { JudgedTest } from '../judging/test-run.ts';
import { testTree, type GroupNode, type TestNode } from './test-tree.ts';

/** What a whole problem's tests came to. */
export type Walk = {
  /** The root's. */
  grade: Grade;
  testResults: TestResult[];
  groupResults: GroupResult[];
  judgeMessages: JudgeMessage[];
  complaints: string[];
};

export type WalkParts = {
  problem: ProblemDefinition;
  runTest(node: TestNode): Promise<JudgedTest>;
  /** Judges the submission's source for a group; the result is one more test, with the given index. */
  runStatic(group: TestGroup, index: number): Promise<JudgedTest>;
  /** Runs a grader that came with the package. */
  runGrader(rule: Extract<GroupRule, { kind: 'custom' }>, results: readonly Grade[]): Promise<GroupGrade>;
  tested(result: TestResult): void;
  /** Also those tests that could change nothing any more; what groups earn stays the same. */
  everyTest: boolean;
  /** Tests that are not judged at all. */
  isLeftOut?: (test: TestCase) => boolean;
};

type State = Omit<Walk, 'grade'> & { staticTests: number; parts: WalkParts; scored: Grade; statuses: Map<string, boolean> };
/** `allPassed`: every test in it was judged and passed. */
type Outcome = Grade & { allPassed: boolean; failedTest: number | null };

/** Judges the tests of a problem group by group, leaving out what needs not be judged, and grades each group by its rule. */
export async function walkTests(parts: WalkParts): Promise<Walk> {
  const state: State = {
    parts,
    staticTests: 0,
    testResults: [],
    groupResults: [],
    judgeMessages: [],
    complaints: [],
    scored: { verdict: 'Accepted', score: null },
    statuses: new Map(),
  };
  const root = await visitGroup(state, testTree(parts.problem, parts.isLeftOut));
  const { testResults, groupResults, judgeMessages, complaints } = state;
  return { grade: gradeOf(state, root), testResults, groupResults, judgeMessages, complaints };
}

/** Since 2023-07 the score is the secret group's; the verdict takes the samples into account. */
function gradeOf({ parts, scored, complaints }: State, root: Grade): Grade {
  if (complaints.length > 0) return { verdict: 'Judge Error', score: null };
  const secret = parts.problem.groups.find(({ name }) => name === 'secret');
  return { verdict: root.verdict, score: secret?.rule.kind === 'points' ? scored.score : root.score };
}

async function visitGroup(state: State, node: GroupNode): Promise<Outcome> {
  const { group } = node;
  const unmet = group.requires.filter((name) => state.statuses.get(name) !== true);
  const place = state.groupResults.length;
  if (isShown(state, node)) state.groupResults.push(emptyResult(state, node, unmet));
  const outcome = unmet.length > 0 ? await passOver(state, node) : await judgeGroup(state, node);
  state.statuses.set(group.name, outcome.allPassed);
  if (group.name === 'secret') state.scored = outcome;
  if (isShown(state, node) && unmet.length === 0) {
    state.groupResults[place] = earned(emptyResult(state, node, []), group.rule, outcome);
  }
  return outcome;
}

function isShown({ parts }: State, { group, listed }: GroupNode): boolean {
  return parts.problem.kind.scoring && listed && group.name !== '' && group.name !== 'sample';
}

function emptyResult({ parts }: State, { group }: GroupNode, unmet: string[]): GroupResult {
  const maxScore = bestOf(group.rule, parts.problem.kind.objective);
  return { name: group.name, status: null, score: 0, maxScore, failedTest: null, unmet };
}

function earned(empty: GroupResult, rule: GroupRule, { verdict, score, failedTest }: Outcome): GroupResult {
  const points = score ?? 0;
  const status = rule.kind === 'points' && verdict !== 'Judge Error' ? byPoints(verdict, points, rule.maxScore) : verdict;
  return { ...empty, status, score: points, failedTest };
}

/** Its tests count as not passed. */
async function passOver(state: State, node: GroupNode): Promise<Outcome> {
  if (state.parts.everyTest) await judgeGroup(state, node);
  return { verdict: 'Wrong Answer', score: 0, allPassed: false, failedTest: null };
}

async function judgeGroup(state: State, node: GroupNode): Promise<Outcome> {
  const results: Outcome[] = [];
  let counting = true;
  const { staticValidation, onReject } = node.group;
  if (staticValidation) {
    const outcome = await visitStatic(state, node);
    results.push(outcome);
    if (!isPassed(outcome.verdict) && onReject === 'break') counting = false;
  }
  for (const child of node.children) {
    if (state.complaints.length > 0 || (!counting && !state.parts.everyTest)) break;
    const outcome = child.kind === 'test' ? await visitTest(state, child, node.group.rule) : await visitGroup(state, child);
    if (!counting) continue;
    results.push(outcome);
    if (!isPassed(outcome.verdict) && node.group.onReject === 'break') counting = false;
  }
  const skipped = results.length < node.children.length + (staticValidation ? 1 : 0);
  const grade = await gradeResults(state, node.group.rule, results, skipped);
  const allPassed = !skipped && results.every((result) => result.allPassed);
  return { ...grade, allPassed, failedTest: results.find((result) => result.failedTest !== null)?.failedTest ?? null };
}

/** Its results follow those of the tests. */
async function visitStatic(state: State, { group }: GroupNode): Promise<Outcome> {
  state.staticTests += 1;
  const index = state.parts.problem.tests.length + state.staticTests;
  const maxScore = group.staticValidation?.maxScore ?? null;
  const rule: GroupRule = group.rule.kind === 'points' && maxScore !== null ? { ...group.rule, testMaxScore: maxScore } : { kind: 'pass-fail' };
  return take(state, await state.parts.runStatic(group, index), { index, name: `${group.name} (static validation)` }, rule);
}

async function visitTest(state: State, { test, index }: TestNode, rule: GroupRule): Promise<Outcome> {
  return take(state, await state.parts.runTest({ kind: 'test', test, index }), { index, name: test.name }, rule);
}

function take(state: State, judged: JudgedTest, node: { index: number; name: string }, rule: GroupRule): Outcome {
  if (judged.judgeMessage !== null) state.judgeMessages.push({ index: node.index, text: judged.judgeMessage });
  const scored = judged.complaint === null && state.parts.problem.kind.scoring ? scoreTest(rule, judged.result.status, judged.scores) : { score: null };
  const complaint = judged.complaint ?? ('complaint' in scored ? `output validator: ${scored.complaint}` : null);
  if (complaint !== null) state.complaints.push(`${node.name}: ${complaint}`);
  const score = 'complaint' in scored ? null : scored.score;
  const status = complaint === null ? statusOf(judged.result.status, score, rule) : 'Judge Error';
  const result: TestResult = { ...judged.result, status, score };
  state.testResults.push(result);
  state.parts.tested(result);
  const passed = isPassed(status);
  return { verdict: passed ? 'Accepted' : status, score, allPassed: passed, failedTest: passed ? null : node.index };
}

/** A test that was accepted with less than it could have earned. */
function statusOf(verdict: Verdict, score: number | null, rule: GroupRule): Verdict {
  const partial = rule.kind === 'points' && rule.testMaxScore !== null && score !== null && score < rule.testMaxScore;
  return verdict === 'Accepted' && partial ? 'Partially Accepted' : verdict;
}

async function gradeResults(state: State, rule: GroupRule, results: readonly Grade[], skipped: boolean): Promise<Grade> {
  if (state.complaints.length > 0) return { verdict: 'Judge Error', score: null };
  const grade = rule.kind === 'custom' ? await gradeByProgram(state, rule, results) : gradeGroup(rule, results, skipped);
  if (!('complaint' in grade)) return grade;
  state.complaints.push(grade.complaint);
  return { verdict: 'Judge Error', score: null };
}

async function gradeByProgram(state: State, rule: Extract<GroupRule, { kind: 'custom' }>, results: readonly Grade[]): Promise<GroupGrade> {
  const grade = await state.parts.runGrader(rule, results);
  return 'complaint' in grade ? grade : checkRange(rule, grade);
}
