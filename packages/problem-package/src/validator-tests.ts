import type { DataFile, DefaultValidator, OutputValidator } from '@codearena/core';
import type { DataCollector } from './data-collector.ts';
import { defaultSettings, groupSettings, testSettings, type GroupSettings, type InputArguments, type SettingsReader } from './group-settings.ts';
import { PackageError } from './package-error.ts';
import type { ProblemSettings } from './problem-yaml.ts';
import type { FoundTest } from './test-data.ts';
import { defaultValidator } from './validator-arguments.ts';

/** Data by which an author tests the validators themselves. */
export type ValidatorTest = {
  /**
   * `input` must be rejected by an input validator; `answer` by an answer validator; `output` by the output validator, or
   * accepted by it where `valid`, and so must what is `shown` as a sample's output.
   */
  kind: 'input' | 'answer' | 'output' | 'shown';
  valid: boolean;
  /** Relative to `data`, without extension. */
  name: string;
  input: DataFile;
  answer: DataFile | null;
  output: DataFile | null;
  inputArguments: InputArguments;
  validatorArguments: string[];
  /** The default validator with these arguments, where it is the problem's. */
  validator: DefaultValidator | null;
};

const DIRECTORIES: Readonly<Record<string, Pick<ValidatorTest, 'kind' | 'valid'>>> = {
  invalid_input: { kind: 'input', valid: false },
  invalid_inputs: { kind: 'input', valid: false },
  invalid_answers: { kind: 'answer', valid: false },
  invalid_answer: { kind: 'answer', valid: false },
  invalid_output: { kind: 'output', valid: false },
  invalid_outputs: { kind: 'output', valid: false },
  valid_output: { kind: 'output', valid: true },
  valid_outputs: { kind: 'output', valid: true },
};

export async function readValidatorTests(
  reader: SettingsReader,
  { problem, found, validator }: { problem: ProblemSettings; found: readonly FoundTest[]; validator: OutputValidator },
  collector: DataCollector,
): Promise<ValidatorTest[]> {
  const root = await groupSettings({ ...reader, warnings: [] }, 'data', defaultSettings(problem));
  const tests: ValidatorTest[] = [];
  for (const [directory, kind] of Object.entries(DIRECTORIES)) {
    for (const file of reader.files.below(`data/${directory}`)) {
      if (!file.path.endsWith('.in')) continue;
      const base = file.path.slice(0, -'.in'.length);
      const settings = await settingsAbove(reader, base, root);
      tests.push({
        ...kind,
        name: base.slice('data/'.length),
        input: await collector.file(file),
        ...(await partners(reader, base, kind, collector)),
        ...argumentsOf(problem, settings, validator),
      });
    }
  }
  for (const test of found) tests.push(...(await shownOutput(reader, test, collector, argumentsOf(problem, test.settings, validator))));
  return tests;
}

async function shownOutput(reader: SettingsReader, test: FoundTest, collector: DataCollector, args: ValidatorArguments): Promise<ValidatorTest[]> {
  const shown = test.sample ? reader.files.find(`data/${test.name}.out`) : undefined;
  if (!shown) return [];
  const [input, answer, output] = [await collector.file(test.input), await collector.file(test.answer), await collector.file(shown)];
  return [{ kind: 'shown', valid: true, name: `${test.name}.out`, input, answer, output, ...args }];
}

async function partners(
  reader: SettingsReader,
  base: string,
  { kind }: Pick<ValidatorTest, 'kind'>,
  collector: DataCollector,
): Promise<Pick<ValidatorTest, 'answer' | 'output'>> {
  const answer = reader.files.find(`${base}.ans`);
  const output = reader.files.find(`${base}.out`);
  if (kind !== 'input' && !answer) throw new PackageError(`${base}.in`, 'has no .ans file beside it');
  if (kind === 'output' && !output) throw new PackageError(`${base}.in`, 'has no .out file beside it, which would be the output to validate');
  return { answer: answer ? await collector.file(answer) : null, output: output ? await collector.file(output) : null };
}

async function settingsAbove(reader: SettingsReader, base: string, root: GroupSettings): Promise<GroupSettings> {
  const parts = base.split('/').slice(0, -1);
  let settings = root;
  for (let length = 2; length <= parts.length; length += 1) settings = await groupSettings(reader, parts.slice(0, length).join('/'), settings);
  return testSettings(reader, base, settings);
}

type ValidatorArguments = Pick<ValidatorTest, 'inputArguments' | 'validatorArguments' | 'validator'>;

function argumentsOf(problem: ProblemSettings, settings: GroupSettings, { kind }: OutputValidator): ValidatorArguments {
  const validatorArguments = [...problem.validatorArguments, ...settings.validatorArguments];
  const validator = kind === 'default' ? defaultValidator(validatorArguments, settings.place, problem.version !== '2025-09') : null;
  return { inputArguments: settings.inputArguments, validatorArguments, validator };
}
