import type { RunLimits, SourceFile, TestResult } from '@codearena/contracts';
import type { Claim, JudgingStore, Outcome, ProblemDefinition, Progress, SubmissionKind, Work } from '@codearena/core';
import type { Database } from './database.ts';
import { createDefinitionCache, type DefinitionCache } from './definition-cache.ts';
import { isUuid } from './identifier.ts';
import * as statements from './judging-statements.ts';

export function createJudgingStore(database: Database): JudgingStore {
  const definitions = createDefinitionCache(database);
  const fenced = async (claim: Claim, statement: (claim: Claim) => statements.Fenced): Promise<boolean> => {
    if (!isUuid(claim.id)) return false;
    return (await database.query(statement(claim))).length > 0;
  };
  return {
    claim: (id, workerId, leaseMs) => claim({ database, definitions }, { id, workerId, leaseMs }),
    renew: (held, leaseMs) => fenced(held, (claim) => statements.renew(claim, leaseMs)),
    progress: (held, change) => fenced(held, (claim) => statements.progress(claim, clean(change))),
    finish: (held, outcome, sequence, fault) => fenced(held, (claim) => statements.finish(claim, storable(outcome), sequence, cleanText(fault))),
    release: (held, delayMs, sequence, fault) => fenced(held, (claim) => statements.release(claim, delayMs, sequence, cleanText(fault))),
  };
}

type ClaimedRow = {
  attempt: number;
  tries: number;
  session_id: string;
  kind: SubmissionKind;
  language: string;
  code: string;
  files: SourceFile[] | null;
  entry_point: string | null;
  request_id: string | null;
  created_at: Date;
  problem_id: string | null;
  problem_version: number | null;
  input: { stdin: string; args: string[]; limits: RunLimits } | null;
};

type Sources = { database: Database; definitions: DefinitionCache };

async function claim({ database, definitions }: Sources, wanted: { id: string; workerId: string; leaseMs: number }): Promise<Work | null> {
  if (!isUuid(wanted.id)) return null;
  const [row] = await database.query<ClaimedRow>(statements.claim(wanted.id, wanted.workerId, wanted.leaseMs));
  if (!row) return null;
  const head = {
    claim: { id: wanted.id, attempt: row.attempt },
    tries: row.tries,
    sessionId: row.session_id,
    language: row.language,
    code: row.code,
    files: row.files ?? [],
    entryPoint: row.entry_point,
    requestId: row.request_id,
    createdAt: row.created_at,
  };
  if (row.input) return { ...head, kind: 'run', ...row.input };
  return { ...head, kind: 'submission', problem: await problemOf(row, definitions) };
}

async function problemOf(row: ClaimedRow, definitions: DefinitionCache): Promise<ProblemDefinition> {
  if (row.problem_id === null || row.problem_version === null) throw new Error('A submission without a problem');
  return definitions.get(row.problem_id, row.problem_version);
}

/** PostgreSQL's `text` holds every character but NUL. */
function storable(outcome: Outcome): Outcome {
  return { ...outcome, compileOutput: cleanText(outcome.compileOutput) };
}

function cleanText(text: string | null | undefined): string | null {
  return text?.replaceAll('\0', '\uFFFD') ?? null;
}

function clean(change: Progress): Progress & { testResults: TestResult[] } {
  return { ...change, testResults: change.testResults ?? [] };
}
