/** A package to start from, but for its `problem.yaml`, which is made for its name. */
export type PackageTemplate = {
  types: readonly [string, ...string[]];
  keywords: readonly string[];
  limits?: Readonly<Record<string, number>>;
  /** By path. */
  files: Readonly<Record<string, string>>;
};
