import type { PackageFiles } from './package-files.ts';

/** Directories that change what the jury sees, not the verdict. */
const NOT_RUN = ['input_visualizer', 'output_visualizer', 'input_visualizers', 'output_visualizers', 'visualizers', 'visualisers'];

export function reportUnused(files: PackageFiles, warnings: string[]): void {
  warnings.push(...files.passedOver);
  for (const directory of NOT_RUN) {
    if (files.isDirectory(directory)) warnings.push(`${directory}: visualizers are not run`);
  }
}
