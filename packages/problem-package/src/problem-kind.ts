import type { ProblemKind } from '@codearena/core';
import { PackageError } from './package-error.ts';
import type { YamlFile } from './yaml-file.ts';

/** What kind of problem it is, and whether its validator is the author's. */
export type DeclaredKind = ProblemKind & {
  /** Older versions say so in `validation`; newer ones by having a validator. */
  custom: boolean;
};

type Declaration = { type?: string | string[] | null | undefined; validation: string[]; objective: 'max' | 'min'; passes: number | undefined };

const TYPES = ['pass-fail', 'scoring', 'interactive', 'multi-pass', 'submit-answer'];
/** `multi-pass` and `multipass` are DOMjudge's addition to the older versions. */
const VALIDATION_WORDS = ['score', 'interactive', 'multi-pass', 'multipass'];
const INCOMPATIBLE = [
  ['pass-fail', 'scoring'],
  ['multi-pass', 'submit-answer'],
  ['interactive', 'submit-answer'],
] as const;

const DEFAULT_PASSES = 2;

export function problemKind(file: YamlFile, { type, validation, objective, passes }: Declaration): DeclaredKind {
  const types = [type ?? []].flat().flatMap((text) => text.split(/\s+/).filter(Boolean));
  checkTypes(file, types);
  checkValidation(file, validation);
  const has = (name: string, ...words: string[]) => types.includes(name) || words.some((word) => validation.includes(word));
  return {
    custom: validation[0] === 'custom',
    scoring: types.includes('scoring'),
    objective,
    interactive: has('interactive', 'interactive'),
    passes: has('multi-pass', 'multi-pass', 'multipass') ? (passes ?? DEFAULT_PASSES) : 1,
    submitAnswer: types.includes('submit-answer'),
  };
}

function checkTypes(file: YamlFile, types: readonly string[]): void {
  const fail = (problem: string): never => {
    throw new PackageError(file.path, `type: ${problem}`, file.lineOf(['type']));
  };
  for (const type of types) if (!TYPES.includes(type)) fail(`"${type}" is not a problem type; there are ${TYPES.join(', ')}`);
  for (const [one, other] of INCOMPATIBLE) if (types.includes(one) && types.includes(other)) fail(`a problem cannot be both "${one}" and "${other}"`);
}

function checkValidation(file: YamlFile, validation: readonly string[]): void {
  const [first, ...details] = validation;
  const fail = (problem: string): never => {
    throw new PackageError(file.path, `validation: ${problem}`, file.lineOf(['validation']));
  };
  if (first === undefined) return;
  if (first !== 'default' && first !== 'custom') fail('must begin with "default" or "custom"');
  for (const word of details) {
    if (first === 'default' || !VALIDATION_WORDS.includes(word)) fail(`"${word}" cannot follow "${first}"`);
  }
}
