import { PackageError, UnsupportedFeature } from './package-error.ts';
import type { PackageFiles } from './package-files.ts';

/** Directories that change how a problem is judged: judging without them would be wrong. */
const REFUSED: Record<string, string> = {
  output_validators: 'a custom output validator',
  output_validator: 'a custom output validator',
  static_validator: 'a static validator',
  graders: 'a custom grader',
  include: 'code included with submissions (include/)',
};

/** Directories that change what people see, not the verdict. */
const LEFT_OUT: Record<string, string> = {
  attachments: 'attachments are not offered yet',
  input_visualizer: 'visualizers are not run',
  output_visualizer: 'visualizers are not run',
  input_visualizers: 'visualizers are not run',
  output_visualizers: 'visualizers are not run',
  answer_validators: 'answer validators are not run yet',
};

/** Told before `problem.yaml` is read: it is what a package without one most likely is. */
export function refusePolygon(files: PackageFiles): void {
  if (files.find('problem.xml')) throw new UnsupportedFeature('problem.xml', 'a Codeforces Polygon package');
  if (!files.find('problem.yaml')) throw new PackageError('problem.yaml', 'is missing: this is not a problem package');
}

export function refuseUnsupported(files: PackageFiles, warnings: string[]): void {
  for (const [directory, feature] of Object.entries(REFUSED)) {
    const first = files.below(directory)[0];
    if (first) throw new UnsupportedFeature(first.path, feature);
  }
  for (const [directory, what] of Object.entries(LEFT_OUT)) {
    if (files.isDirectory(directory)) warnings.push(`${directory}: ${what}`);
  }
}
