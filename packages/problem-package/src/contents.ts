import type { InstallationLimits, ProblemDefinition, TestData, TestDataSource } from '@codearena/core';
import type { DataCollector } from './data-collector.ts';
import type { Finding } from './findings.ts';
import type { InputValidator } from './input-validators.ts';
import type { JurySubmission } from './submissions/submissions.ts';
import type { TimeLimit } from './time-limit.ts';
import type { ValidatorTest } from './validator-tests.ts';

/** What a package holds, whichever format it came in. */
export type PackageContents = {
  definition: ProblemDefinition;
  /** Where it is inferred, the definition's limit is the most that this installation gives, for measuring. */
  timeLimit: TimeLimit;
  /** The memory that the package asks for, or the format's usual, also where this installation gives less. */
  wantedMemoryMb: number;
  submissions: JurySubmission[];
  inputValidators: InputValidator[];
  /** Called as `<program> input [arguments] < answer`; must exit with 42 for every answer. */
  answerValidators: InputValidator[];
  /** Data that validators must accept or reject. */
  validatorTests: ValidatorTest[];
  /** What is in the package and was not understood or not used, each with its file. */
  warnings: string[];
  /** What an author should look at, beyond what reading alone complains about. */
  findings: Finding[];
};

/** A problem package as it was read; its test data stay where they are until `close`. */
export type ProblemPackage = PackageContents & {
  data: TestDataSource & TestData;
  /** Removes what was unpacked and written. */
  close(): Promise<void>;
};

export type ContentsReader = {
  /** The name by which the problem is addressed. */
  slug: string;
  installation: InstallationLimits;
  collector: DataCollector;
  warnings: string[];
};
