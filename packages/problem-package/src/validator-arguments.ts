import { TOKEN_VALIDATOR, type DefaultValidator } from '@codearena/core';
import { PackageError } from './package-error.ts';

/** A C floating-point number as the format allows it for tolerances. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

type Place = { file: string; line?: number | undefined };

/**
 * Reads the default output validator's arguments; an argument that it does not know is an error, as there. A tolerance
 * set twice is an error since 2025-09; before, groups added to the problem's flags and the last one counted.
 */
export function defaultValidator(args: readonly string[], place: Place, lastCounts = false): DefaultValidator {
  const validator = { ...TOKEN_VALIDATOR };
  const fail = (problem: string): never => {
    throw new PackageError(place.file, `output validator arguments: ${problem}`, place.line);
  };
  for (let index = 0; index < args.length; index += 1) {
    const name = args[index] ?? '';
    if (name === 'case_sensitive') validator.caseSensitive = true;
    else if (name === 'space_change_sensitive') validator.spaceChangeSensitive = true;
    else if (isTolerance(name)) setTolerance(validator, name, tolerance(args[(index += 1)], name, fail), lastCounts ? null : fail);
    else fail(`"${name}" is not an argument of the default output validator`);
  }
  return validator;
}

type Tolerance = 'float_tolerance' | 'float_absolute_tolerance' | 'float_relative_tolerance';

function isTolerance(name: string): name is Tolerance {
  return ['float_tolerance', 'float_absolute_tolerance', 'float_relative_tolerance'].includes(name);
}

function tolerance(text: string | undefined, name: Tolerance, fail: (problem: string) => never): number {
  if (text === undefined) return fail(`${name} needs a number after it`);
  const value = Number(text);
  if (!NUMBER.test(text) || !Number.isFinite(value) || value < 0) return fail(`${name} needs a number, not "${text}"`);
  return value;
}

function setTolerance(validator: DefaultValidator, name: Tolerance, value: number, fail: ((problem: string) => never) | null): void {
  const keys = (
    {
      float_tolerance: ['floatAbsoluteTolerance', 'floatRelativeTolerance'],
      float_absolute_tolerance: ['floatAbsoluteTolerance'],
      float_relative_tolerance: ['floatRelativeTolerance'],
    } as const
  )[name];
  for (const key of keys) {
    if (fail && validator[key] !== null) fail(`${name} sets a tolerance that is set already`);
    validator[key] = value;
  }
}

export function sameValidator(left: DefaultValidator, right: DefaultValidator): boolean {
  return (
    left.caseSensitive === right.caseSensitive &&
    left.spaceChangeSensitive === right.spaceChangeSensitive &&
    left.floatAbsoluteTolerance === right.floatAbsoluteTolerance &&
    left.floatRelativeTolerance === right.floatRelativeTolerance
  );
}
