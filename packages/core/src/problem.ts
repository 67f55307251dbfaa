import type { Difficulty, ProblemLimits } from '@codearena/contracts';

/** A problem as the judge and the importer know it, independent of package format and storage. */
export type ProblemDefinition = {
  slug: string;
  title: string;
  difficulty: Difficulty;
  tags: string[];
  /** Markdown with LaTeX math. */
  statement: string;
  limits: ProblemLimits;
  validator: OutputValidator;
  /** In the order of judging: samples first. */
  tests: TestCase[];
  /** Language ids; null allows all. */
  allowedLanguages: string[] | null;
};

export type TestCase = {
  /** Unique in the problem, e.g. "secret/20-random". */
  name: string;
  group: string;
  sample: boolean;
  input: DataFile;
  answer: DataFile;
  /** Where this test's arguments differ from the problem's; packages set them per group and test. */
  validator?: OutputValidator;
};

/** Test data by content: the job and the database carry this reference, never the bytes. */
export type DataFile = { sha256: string; bytes: number };

/** The default output validator of the ICPC package format with its arguments. */
export type OutputValidator = {
  caseSensitive: boolean;
  spaceChangeSensitive: boolean;
  floatAbsoluteTolerance: number | null;
  floatRelativeTolerance: number | null;
};

export const TOKEN_VALIDATOR: OutputValidator = {
  caseSensitive: false,
  spaceChangeSensitive: false,
  floatAbsoluteTolerance: null,
  floatRelativeTolerance: null,
};
