import type { Difficulty, ProblemLimits } from '@codearena/contracts';

/** A problem as the judge and the importer know it, independent of package format and storage. */
export type ProblemDefinition = {
  slug: string;
  title: string;
  difficulty: Difficulty;
  tags: string[];
  /** Markdown with LaTeX math. */
  statement: string;
  /** Every language's statement, the one above included; empty where there is only that one. */
  translations: Translation[];
  /** What anyone may download: figures and attachments. */
  files: PublicFile[];
  kind: ProblemKind;
  limits: ProblemLimits;
  /** Null: the language's own. */
  compilation: { timeMs: number; memoryMb: number } | null;
  /** Of output validators, graders and the like. */
  validation: ValidationLimits;
  validator: OutputValidator;
  /** Judges a submission by its source, for the groups that ask for it. */
  staticValidator: Program | null;
  /** In the order of judging: samples first. */
  tests: TestCase[];
  /** Parents before their children. A group that is not listed is a pass-fail one. */
  groups: TestGroup[];
  /** Put beside every submission's files, by language id; `default` for languages that have none of their own. */
  include: Readonly<Record<string, ProgramFile[]>>;
  /** Language ids; null allows all. */
  allowedLanguages: string[] | null;
};

export type ProblemKind = {
  /** Accepted submissions get points; otherwise there is only right and wrong. */
  scoring: boolean;
  /** Whether more or fewer points are better. */
  objective: 'max' | 'min';
  /** The output validator talks with the submission while both run. */
  interactive: boolean;
  /** How often the submission may be run on one test; the validator says whether there is another pass. */
  passes: number;
  /** A submission is the outputs themselves, not a program. */
  submitAnswer: boolean;
};

export type ValidationLimits = { timeMs: number; memoryMb: number; outputKb: number };

export type Translation = { language: string; title: string; statement: string };

export type PublicFile = { name: string; kind: 'figure' | 'attachment' | 'statement'; mediaType: string; file: DataFile };

export type TestCase = {
  /** Unique in the problem, e.g. "secret/20-random". */
  name: string;
  group: string;
  sample: boolean;
  input: DataFile;
  answer: DataFile;
  /** Where this test's arguments of the default validator differ from the problem's. */
  validator?: DefaultValidator;
  /** Where this test's arguments of the custom validator differ from the problem's. */
  validatorArguments?: string[];
  /** Command-line arguments of the submission. */
  arguments?: string[];
  /** In the submission's working directory while it runs. */
  files?: ProgramFile[];
  /** Whether input, answer and output are shown to whoever fails it; unset: as a sample. */
  fullFeedback?: boolean;
  /** What people see of a sample, where that is not what is judged. */
  shown?: { input: DataFile; answer: DataFile } | { interaction: DataFile };
};

/** A directory of tests, named by its path below `data`: "" is the whole, then "sample", "secret", "secret/1". */
export type TestGroup = {
  name: string;
  /** Whether the rest of the group is judged after a test or subgroup that was not accepted. */
  onReject: 'break' | 'continue';
  rule: GroupRule;
  /** Groups whose tests must all be accepted; otherwise this one is not judged and earns nothing. */
  requires: string[];
  staticValidation: { maxScore: number | null; arguments: string[] } | null;
};

/** How a group's verdict and score come from those of its tests and subgroups. */
export type GroupRule =
  | { kind: 'pass-fail' }
  /** Since 2023-07. `maxScore` null: unbounded. `testMaxScore`: of each of its own tests. */
  | { kind: 'points'; aggregation: 'pass-fail' | 'sum' | 'min'; maxScore: number | null; testMaxScore: number | null }
  /** The default grader of the legacy format with its flags. */
  | ({
      kind: 'grader';
      verdict: 'worst_error' | 'first_error' | 'always_accept';
      score: 'sum' | 'avg' | 'min' | 'max';
      ignoreSample: boolean;
      acceptIfAnyAccepted: boolean;
    } & LegacyScores)
  /** A grader that came with the package. */
  | ({ kind: 'custom'; program: Program; arguments: string[] } & LegacyScores);

/** Scores of tests whose validator gives none, and the range that a group's score must lie in; null: without bound. */
export type LegacyScores = { acceptScore: number; rejectScore: number; range: { least: number | null; most: number | null } };

/** The legacy format's default grader where no flags are given. */
export const LEGACY_GRADER: Extract<GroupRule, { kind: 'grader' }> = {
  kind: 'grader',
  verdict: 'worst_error',
  score: 'sum',
  ignoreSample: false,
  acceptIfAnyAccepted: false,
  acceptScore: 1,
  rejectScore: 0,
  range: { least: null, most: null },
};

/** Test data by content: the job and the database carry this reference, never the bytes. */
export type DataFile = { sha256: string; bytes: number };

/** A program of the problem's author, given as source. */
export type Program = {
  /** Its path in the package, e.g. "output_validators/check". */
  name: string;
  /** Language id; null: its `build` and `run` scripts make and are it. */
  language: string | null;
  files: ProgramFile[];
};

/** `path` is relative to the program. */
export type ProgramFile = { path: string; file: DataFile; executable: boolean };

/** Decides whether an output is right. */
export type OutputValidator = DefaultValidator | CustomValidator;

/** The default output validator of the ICPC package format with its arguments. */
export type DefaultValidator = {
  kind: 'default';
  caseSensitive: boolean;
  spaceChangeSensitive: boolean;
  floatAbsoluteTolerance: number | null;
  floatRelativeTolerance: number | null;
};

export type CustomValidator = {
  kind: 'custom';
  /** How it is called and answers: as the ICPC package format says, or as a testlib checker. */
  protocol: 'icpc' | 'testlib';
  /** All must accept. */
  programs: Program[];
  arguments: string[];
  /** Talks with the submission in place of the validator, which then checks what this one wrote. */
  interactor: Program | null;
};

export const TOKEN_VALIDATOR: DefaultValidator = {
  kind: 'default',
  caseSensitive: false,
  spaceChangeSensitive: false,
  floatAbsoluteTolerance: null,
  floatRelativeTolerance: null,
};

/** As the format suggests it for installations, but under this one's limits. */
export const VALIDATION_LIMITS: ValidationLimits = { timeMs: 60_000, memoryMb: 2_048, outputKb: 8 * 1024 };

export const PASS_FAIL: ProblemKind = { scoring: false, objective: 'max', interactive: false, passes: 1, submitAnswer: false };

/** What a problem has that is not judged in any special way. */
export const PLAIN = {
  translations: [],
  files: [],
  kind: PASS_FAIL,
  compilation: null,
  validation: VALIDATION_LIMITS,
  staticValidator: null,
  groups: [],
  include: {},
} satisfies Partial<ProblemDefinition>;

/** As it may lie in a database: one from before a field came lacks what it could not have. */
export type StoredDefinition = Omit<ProblemDefinition, keyof typeof PLAIN | 'validator' | 'tests'> &
  Partial<Pick<ProblemDefinition, keyof typeof PLAIN>> & {
    validator: OutputValidator | Omit<DefaultValidator, 'kind'>;
    tests: (Omit<TestCase, 'validator'> & { validator?: Omit<DefaultValidator, 'kind'> })[];
  };

export function completeDefinition(stored: StoredDefinition): ProblemDefinition {
  const { validator } = stored;
  return {
    ...PLAIN,
    ...stored,
    validator: 'kind' in validator ? validator : { ...validator, kind: 'default' },
    tests: stored.tests.map(({ validator: own, ...test }) => (own ? { ...test, validator: { ...own, kind: 'default' } } : test)),
  };
}

/** Everything that has to be stored with a definition, each content once. */
export function filesOf(definition: ProblemDefinition): DataFile[] {
  const files = [
    ...definition.tests.flatMap(filesOfTest),
    ...programsOf(definition).flatMap((program) => program.files.map(({ file }) => file)),
    ...Object.values(definition.include).flatMap((included) => included.map(({ file }) => file)),
    ...definition.files.map(({ file }) => file),
  ];
  return [...new Map(files.map((file) => [file.sha256, file])).values()];
}

function filesOfTest({ input, answer, files = [], shown }: TestCase): DataFile[] {
  return [input, answer, ...files.map(({ file }) => file), ...(shown ? Object.values(shown) : [])];
}

/** What code that is sent without a name is called: `main`, unless the problem brings its own main program. */
export function sourceFileName({ include }: Pick<ProblemDefinition, 'include'>, language: { id: string; extension: string }): string {
  const included = [...(include['default'] ?? []), ...(include[language.id] ?? [])];
  const main = `main.${language.extension}`;
  return included.some(({ path }) => path === main) ? `solution.${language.extension}` : main;
}

/** All programs of the author that judging may need. */
export function programsOf({ validator, staticValidator, groups }: ProblemDefinition): Program[] {
  const validators = validator.kind === 'custom' ? [...validator.programs, ...(validator.interactor ? [validator.interactor] : [])] : [];
  const graders = groups.flatMap(({ rule }) => (rule.kind === 'custom' ? [rule.program] : []));
  return [...validators, ...(staticValidator ? [staticValidator] : []), ...graders];
}
