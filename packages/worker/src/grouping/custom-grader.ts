import type { Verdict } from '@codearena/contracts';
import type { Grade, GroupGrade, GroupRule, Space, ValidationLimits } from '@codearena/core';
import { excerpt } from '../checking/excerpt.ts';
import { ProgramFailure, type AuthorPrograms } from '../judging/author-program.ts';
import { exitCodeOf, quoted, seatValidator, validatorCommand } from '../validation/validator-run.ts';

/** The four results that graders of the legacy format know. */
const CODES: Partial<Record<Verdict, string>> = { Accepted: 'AC', 'Partially Accepted': 'AC', 'Time Limit Exceeded': 'TLE', 'Wrong Answer': 'WA' };
const VERDICTS: Record<string, Verdict> = { AC: 'Accepted', WA: 'Wrong Answer', TLE: 'Time Limit Exceeded', RTE: 'Runtime Error' };
const ANSWER = /^\s*(AC|WA|RTE|TLE)\s+([+-]?[\d.]+(?:e[+-]?\d+)?|[+-]?inf)\s*$/i;

export type GraderParts = { programs: AuthorPrograms; beside: () => Promise<Space>; limits: ValidationLimits };

/** Runs a grader of the legacy format: one line for each result on stdin, one line on stdout. */
export async function gradeByProgram(parts: GraderParts, rule: Extract<GroupRule, { kind: 'custom' }>, results: readonly Grade[]): Promise<GroupGrade> {
  try {
    const seat = await seatValidator(parts.programs, await parts.beside(), rule.program, parts.limits);
    const lines = results.map(({ verdict, score }) => `${CODES[verdict] ?? 'RTE'} ${score ?? 0}\n`).join('');
    const execution = await seat.space.run(validatorCommand(seat, rule.arguments, Buffer.from(lines)));
    if (exitCodeOf(seat, execution) !== 0) throw new ProgramFailure(rule.program.name, `did not end with exit code 0${quoted(execution)}`);
    return answerIn(rule.program.name, excerpt(execution.stdout, 1_000));
  } catch (error) {
    if (error instanceof ProgramFailure) return { complaint: error.message };
    throw error;
  }
}

function answerIn(program: string, text: string): GroupGrade {
  const found = ANSWER.exec(text);
  const verdict = VERDICTS[found?.[1]?.toUpperCase() ?? ''];
  if (!verdict) throw new ProgramFailure(program, `printed ${JSON.stringify(text.slice(0, 100))}, which is not a result`);
  return { verdict, score: Number(found?.[2]) };
}
