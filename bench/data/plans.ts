import type { HistoryQuery, ProblemListQuery } from '@codearena/contracts';
import { createProblemStore, createSubmissionStore, type Database } from '@codearena/data';
import { REQUESTS } from './requests.ts';

type Statement = Parameters<Database['query']>[0];

/** How PostgreSQL carries out each request's statement: a line each, the outermost step first, with its time. */
export async function explainRequests(database: Database, sessionId: string): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, path } of REQUESTS) {
    const asked: Statement[] = [];
    const noting: Database = { ...database, query: (statement) => (asked.push(statement), database.query(statement)) };
    await ask(noting, new URL(path(0), 'http://localhost'), sessionId);
    for (const statement of asked) lines.push(`${name}: ${await explain(database, statement)}`);
  }
  return lines;
}

async function ask(database: Database, { pathname, searchParams }: URL, sessionId: string): Promise<void> {
  const query = { ...Object.fromEntries(searchParams), limit: Number(searchParams.get('limit')) };
  if (pathname === '/api/problems') await createProblemStore(database).list(query as ProblemListQuery, { sessionId });
  else await createSubmissionStore(database).history(query as HistoryQuery, { sessionId });
}

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Relation Name'?: string; 'Actual Rows': number; Plans?: Plan[] };

async function explain(database: Database, { text, values }: Statement): Promise<string> {
  const [row] = await database.query<{ 'QUERY PLAN': [{ Plan: Plan; 'Execution Time': number }] }>({
    text: `explain (analyze, format json) ${text}`,
    values: [...(values ?? [])],
  });
  const [{ Plan, 'Execution Time': ms }] = row?.['QUERY PLAN'] ?? [{ Plan: { 'Node Type': 'none', 'Actual Rows': 0 }, 'Execution Time': 0 }];
  return `${ms.toFixed(2)} ms: ${describe(Plan)}`;
}

function describe({ 'Node Type': type, 'Index Name': index, 'Relation Name': relation, Plans = [] }: Plan): string {
  const own = [type, index ?? relation].filter(Boolean).join(' ');
  return Plans.length === 0 ? own : `${own} (${Plans.map(describe).join(', ')})`;
}
