import { z } from 'zod';
import {
  clientConfigSchema,
  dependencySchema,
  difficultySchema,
  historyItemSchema,
  historySchema,
  judgeErrorListSchema,
  judgeErrorSchema,
  languageListSchema,
  languageSchema,
  problemDetailsSchema,
  problemLanguageSchema,
  problemLimitsSchema,
  problemListItemSchema,
  problemListSchema,
  problemSchema,
  readinessSchema,
  runAcceptedSchema,
  runLimitsSchema,
  runRequestSchema,
  runSchema,
  runStatusSchema,
  sampleSchema,
  sourceFileSchema,
  statusSchema,
  submissionAcceptedSchema,
  submissionRequestSchema,
  submissionSchema,
  testResultSchema,
  turnSchema,
  verdictSchema,
} from '@codearena/contracts';

/** The schemas that get a name of their own in the document; all others are written out where they are used. */
const NAMED: Record<string, z.ZodType> = {
  ClientConfiguration: clientConfigSchema,
  Dependency: dependencySchema,
  Difficulty: difficultySchema,
  JudgeError: judgeErrorSchema,
  JudgeErrorList: judgeErrorListSchema,
  History: historySchema,
  HistoryItem: historyItemSchema,
  Language: languageSchema,
  LanguageList: languageListSchema,
  Problem: problemSchema,
  ProblemDetails: problemDetailsSchema,
  ProblemLanguage: problemLanguageSchema,
  ProblemLimits: problemLimitsSchema,
  ProblemList: problemListSchema,
  ProblemListItem: problemListItemSchema,
  Readiness: readinessSchema,
  Run: runSchema,
  RunAccepted: runAcceptedSchema,
  RunLimits: runLimitsSchema,
  RunRequest: runRequestSchema,
  RunStatus: runStatusSchema,
  Sample: sampleSchema,
  SourceFile: sourceFileSchema,
  Status: statusSchema,
  Submission: submissionSchema,
  SubmissionAccepted: submissionAcceptedSchema,
  SubmissionRequest: submissionRequestSchema,
  TestResult: testResultSchema,
  Turn: turnSchema,
  Verdict: verdictSchema,
};

export type JsonSchema = Record<string, unknown>;

/** JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. `input`: what a client may send, so a field with a default is optional. */
export function componentSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: reference, override: ({ jsonSchema }) => simplify(jsonSchema) });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutIdentity(schema)]));
}

/** A reference to a named schema, or the schema itself. */
export function schemaOf(schema: z.ZodType): JsonSchema {
  const name = Object.keys(NAMED).find((candidate) => NAMED[candidate] === schema);
  if (name !== undefined) return { $ref: reference(name) };
  return withoutIdentity(z.toJSONSchema(schema, { io: 'input', override: ({ jsonSchema }) => simplify(jsonSchema) }));
}

function reference(name: string): string {
  return `#/components/schemas/${name}`;
}

function withoutIdentity(schema: object): JsonSchema {
  const { $schema: _dialect, $id: _id, ...rest } = schema as JsonSchema;
  return rest;
}

/** Drops what only says how JavaScript holds numbers and how Zod recognises dates. */
function simplify(schema: { minimum?: number; maximum?: number; format?: string; pattern?: string }): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.format === 'date-time') delete schema.pattern;
}
