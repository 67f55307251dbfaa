/** What is wrong with a package, and where: a path inside the package and, for YAML and text, a line. */
export class PackageError extends Error {
  readonly file: string;
  readonly line: number | undefined;
  readonly problem: string;

  constructor(file: string, problem: string, line?: number) {
    super(line === undefined ? `${file}: ${problem}` : `${file}:${line}: ${problem}`);
    this.name = 'PackageError';
    this.file = file;
    this.line = line;
    this.problem = problem;
  }
}

/** A part of the format that this version does not judge yet. Refused, because ignoring it would judge wrongly. */
export class UnsupportedFeature extends PackageError {
  readonly feature: string;

  constructor(file: string, feature: string, line?: number) {
    super(file, `${feature} is not supported yet`, line);
    this.name = 'UnsupportedFeature';
    this.feature = feature;
  }
}
