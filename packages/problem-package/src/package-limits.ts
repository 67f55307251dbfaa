/** Bounds on what a package may ask of the machine that reads it. */
export type PackageLimits = {
  entries: number;
  depth: number;
  /** All files together, unpacked. */
  totalBytes: number;
  /** Statements, YAML, sources: what is read into memory. */
  textBytes: number;
  /** Unpacked ÷ packed, once the unpacked size is past `ratioFromBytes`. */
  ratio: number;
  ratioFromBytes: number;
};

const MIB = 1024 * 1024;

export const PACKAGE_LIMITS: PackageLimits = {
  entries: 20_000,
  depth: 16,
  totalBytes: 4096 * MIB,
  textBytes: 4 * MIB,
  ratio: 300,
  ratioFromBytes: 256 * MIB,
};
