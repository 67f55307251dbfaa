import { createHash } from 'node:crypto';
import { ANSWER_LANGUAGE, type Language, type Problem, type ProblemFile, type ProblemLimits, type Sample } from '@codearena/contracts';
import {
  answerFileNames,
  completeDefinition,
  filesOf,
  timeInLanguage,
  USUAL_INSTALLATION_LIMITS,
  type InstallationLimits,
  sourceFileName,
  type OpenedFile,
  type ProblemDefinition,
  type ProblemStore,
  type PublicFile,
  type TestCase,
  type TestDataSource,
  type Translation,
  type Viewer,
} from '@codearena/core';
import { readBlob, readTextBlob, saveBlobs } from './blobs.ts';
import type { Database, Query } from './database.ts';
import { BLOBS_LOCK } from './housekeeping.ts';
import { isUuid, newId } from './identifier.ts';
import { countsOf, listProblems, LIST_COLUMNS, positionOf, searchTextOf, toListItem, type ProblemListRow } from './problem-list.ts';

export function createProblemStore(database: Database, limits: InstallationLimits = USUAL_INSTALLATION_LIMITS): ProblemStore {
  return {
    list: (query, viewer) => listProblems(database, query, viewer),
    find: (idOrSlug, viewer, languages) => findProblem(database, idOrSlug, { viewer, languages, limits }),
    openFile: (idOrSlug, name) => openFile(database, idOrSlug, name),
    save: (definition, data) => saveProblem(database, definition, data),
    async definition(slug) {
      const [row] = await database.query<{ definition: ProblemDefinition }>({
        text: `
          select v.definition from problems p
            join problem_versions v on v.problem_id = p.id and v.version = p.current_version
           where p.slug = $1 and p.removed_at is null`,
        values: [slug],
      });
      return row ? completeDefinition(row.definition) : null;
    },
    async remove(slug) {
      const removed = await database.query({
        text: 'update problems set removed_at = now(), updated_at = now() where slug = $1 and removed_at is null returning id',
        values: [slug],
      });
      return removed.length > 0;
    },
    async versions() {
      const rows = await database.query<{ slug: string; content_hash: string }>({ text: 'select slug, content_hash from problems where removed_at is null' });
      return new Map(rows.map((row) => [row.slug, row.content_hash]));
    },
  };
}

/** The hash that `versions()` gives for a problem saved with this definition; test data counts by its own hashes. */
export function contentHash(definition: ProblemDefinition): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('hex');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

type Reader = { viewer: Viewer; languages: readonly Language[]; limits: InstallationLimits };
type ProblemRow = ProblemListRow & {
  allowed_languages: string[] | null;
  tests_total: number;
  statement: string;
  translations: Translation[] | null;
  files: PublicFile[] | null;
  limits: ProblemLimits;
  samples: Sample[];
  include: ProblemDefinition['include'] | null;
  /** Of submit-answer problems alone. */
  answered_tests: TestCase[] | null;
};

async function findProblem(database: Database, idOrSlug: string, { viewer, languages, limits }: Reader): Promise<Problem | null> {
  const [row] = await database.query<ProblemRow>({
    name: isUuid(idOrSlug) ? 'find-problem-by-id' : 'find-problem-by-slug',
    text: `
      select ${LIST_COLUMNS}, judged, accepted, p.allowed_languages, p.tests_total, v.samples,
             v.definition->>'statement' as statement, v.definition->'translations' as translations,
             v.definition->'files' as files, v.definition->'limits' as limits, v.definition->'include' as include,
             case when p.allowed_languages = array['${ANSWER_LANGUAGE}'] then v.definition->'tests' end as answered_tests
        from problems p
        join problem_versions v on v.problem_id = p.id and v.version = p.current_version
        left join problem_progress g on g.problem_id = p.id and g.session_id = $1
        ${countsOf('p')}
       where p.${isUuid(idOrSlug) ? 'id' : 'slug'} = $2 and p.removed_at is null`,
    values: [viewer.sessionId, idOrSlug],
  });
  return row ? toProblem(row, languages, limits) : null;
}

function toProblem(row: ProblemRow, languages: readonly Language[], installation: InstallationLimits): Problem {
  const allowed = row.answered_tests ? [ANSWERS] : languages.filter((language) => row.allowed_languages?.includes(language.id) ?? true);
  return {
    ...toListItem(row),
    statement: row.statement,
    translations: row.translations ?? [],
    files: (row.files ?? []).map(toProblemFile),
    limits: row.limits,
    samples: row.samples,
    testsTotal: row.tests_total,
    answerFiles: row.answered_tests ? answerFileNames({ tests: row.answered_tests }) : [],
    languages: allowed.map((language) => ({
      id: language.id,
      name: language.name,
      starterCode: language.starterCode,
      fileName: sourceFileName({ include: row.include ?? {} }, language),
      timeLimitMs: timeInLanguage(row.limits.timeMs, language, installation),
    })),
  };
}

/** What submissions that are no programs are written in. */
const ANSWERS = { id: ANSWER_LANGUAGE, name: 'Answers', extension: 'out', starterCode: '', timeMultiplier: 1 };

function toProblemFile({ name, kind, mediaType, file }: PublicFile): ProblemFile {
  return { name, kind, mediaType, bytes: file.bytes };
}

async function openFile(database: Database, idOrSlug: string, name: string): Promise<OpenedFile | null> {
  const [row] = await database.query<{ file: PublicFile }>({
    text: `
      select file
        from problems p
        join problem_versions v on v.problem_id = p.id and v.version = p.current_version,
             jsonb_array_elements(coalesce(v.definition->'files', '[]')) file
       where p.${isUuid(idOrSlug) ? 'id' : 'slug'} = $1 and p.removed_at is null and file->>'name' = $2`,
    values: [idOrSlug, name],
  });
  return row ? { ...row.file, content: readBlob(database.query, row.file.file.sha256) } : null;
}

type Saved = { id: string; changed: boolean };

async function saveProblem(database: Database, definition: ProblemDefinition, data: TestDataSource): Promise<Saved> {
  const hash = contentHash(definition);
  const known = await findUnchanged(database.query, definition.slug, hash);
  if (known) return known;
  return database.transaction(async (query) => {
    // Of two imports of one problem, the second finds what the first has done.
    await query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 1129270854))', values: [definition.slug] });
    await query({ text: 'select pg_advisory_xact_lock_shared($1)', values: [BLOBS_LOCK] });
    const unchanged = await findUnchanged(query, definition.slug, hash);
    if (unchanged) return unchanged;
    await saveBlobs(query, filesOf(definition), data);
    return { id: await saveVersion(query, definition, hash), changed: true };
  });
}

async function findUnchanged(query: Query, slug: string, hash: string): Promise<Saved | null> {
  const [row] = await query<{ id: string }>({
    text: 'select id from problems where slug = $1 and content_hash = $2 and removed_at is null',
    values: [slug, hash],
  });
  return row ? { id: row.id, changed: false } : null;
}

async function saveVersion(query: Query, definition: ProblemDefinition, hash: string): Promise<string> {
  const { rank, sortTitle } = positionOf(definition);
  const [saved] = await query<{ id: string; current_version: number }>({
    text: `
      insert into problems as p
        (id, slug, title, difficulty, tags, current_version, content_hash, allowed_languages, tests_total, difficulty_rank, sort_title, search_text)
      values ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, $10, $11)
      on conflict (slug) do update
         set title = excluded.title, difficulty = excluded.difficulty, tags = excluded.tags, current_version = p.current_version + 1,
             content_hash = excluded.content_hash, allowed_languages = excluded.allowed_languages, tests_total = excluded.tests_total,
             difficulty_rank = excluded.difficulty_rank, sort_title = excluded.sort_title, search_text = excluded.search_text,
             updated_at = now(), removed_at = null
      returning id, current_version`,
    values: [
      newId(),
      definition.slug,
      definition.title,
      definition.difficulty,
      definition.tags,
      hash,
      definition.kind.submitAnswer ? [ANSWER_LANGUAGE] : definition.allowedLanguages,
      definition.tests.length,
      rank,
      sortTitle,
      searchTextOf(definition),
    ],
  });
  if (!saved) throw new Error('Saving a problem returned no row');
  await query({
    text: 'insert into problem_versions (problem_id, version, definition, samples) values ($1, $2, $3, $4)',
    values: [saved.id, saved.current_version, JSON.stringify(definition), JSON.stringify(await readSamples(query, definition))],
  });
  return saved.id;
}

/** Samples are shown with each view of the problem, so their text is kept beside it; a huge one is cut. */
async function readSamples(query: Query, definition: ProblemDefinition): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const [position, test] of definition.tests.entries()) {
    if (!test.sample) continue;
    const sample = await readSample(query, test, definition.kind.interactive);
    if (sample) samples.push({ index: position + 1, ...sample });
  }
  return samples;
}

/** What an interactor reads is not what a submission sees: without an interaction to show there is nothing. */
async function readSample(query: Query, { input, answer, shown }: TestCase, interactive: boolean): Promise<Omit<Sample, 'index'> | null> {
  if (shown && 'interaction' in shown) return { input: '', output: '', interaction: await readTextBlob(query, shown.interaction) };
  if (interactive && !shown) return null;
  return { input: await readTextBlob(query, shown?.input ?? input), output: await readTextBlob(query, shown?.answer ?? answer) };
}
