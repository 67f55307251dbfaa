import type { PackageFiles } from './package-files.ts';
import type { ProblemSettings } from './problem-yaml.ts';
import type { FoundTest } from './test-data.ts';

/** Directories that change what the jury sees, not the verdict. */
const NOT_RUN = ['input_visualizer', 'output_visualizer', 'input_visualizers', 'output_visualizers', 'visualizers', 'visualisers'];

export function reportUnused(files: PackageFiles, warnings: string[]): void {
  warnings.push(...files.passedOver);
  for (const directory of NOT_RUN) {
    if (files.isDirectory(directory)) warnings.push(`${directory}: visualizers are not run`);
  }
}

export function reportFileWriting({ fileWriting }: ProblemSettings, tests: readonly FoundTest[], warnings: string[]): void {
  if (!fileWriting || tests.every(({ files }) => files.length === 0)) return;
  warnings.push('problem.yaml: allow_file_writing: where a test has files, programs start beside them and can write only to /tmp');
}
