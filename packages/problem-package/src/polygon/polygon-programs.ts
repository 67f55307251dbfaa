import { TOKEN_VALIDATOR, type DefaultValidator, type OutputValidator, type Program, type ProgramFile } from '@codearena/core';
import type { ContentsReader } from '../contents.ts';
import type { InputValidator } from '../input-validators.ts';
import { PackageError, UnsupportedFeature } from '../package-error.ts';
import { readSource, type PackageFile, type PackageFiles } from '../package-files.ts';
import { languageOfType } from './polygon-languages.ts';
import type { PolygonTest } from './polygon-tests.ts';
import { child, children, type XmlElement } from './xml.ts';

/** Checkers of testlib that say the same as the default validator does with these arguments. */
const SAME_AS_DEFAULT: Readonly<Record<string, Partial<DefaultValidator>>> = {
  'std::wcmp.cpp': { caseSensitive: true },
};

/** Others of testlib, for packages that name them and do not hold them. */
const CLOSE_TO_DEFAULT: Readonly<Record<string, Partial<DefaultValidator>>> = {
  'std::lcmp.cpp': { caseSensitive: true },
  'std::fcmp.cpp': { caseSensitive: true, spaceChangeSensitive: true },
  'std::ncmp.cpp': { caseSensitive: true },
  'std::icmp.cpp': { caseSensitive: true },
  'std::hcmp.cpp': { caseSensitive: true },
  'std::yesno.cpp': {},
  'std::nyesno.cpp': {},
  'std::rcmp.cpp': { floatAbsoluteTolerance: 1.5e-6 },
  'std::rcmp4.cpp': { floatAbsoluteTolerance: 1e-4, floatRelativeTolerance: 1e-4 },
  'std::rcmp6.cpp': { floatAbsoluteTolerance: 1e-6, floatRelativeTolerance: 1e-6 },
  'std::rcmp9.cpp': { floatAbsoluteTolerance: 1e-9, floatRelativeTolerance: 1e-9 },
  'std::dcmp.cpp': { floatAbsoluteTolerance: 1e-6, floatRelativeTolerance: 1e-6 },
  'std::acmp.cpp': { floatAbsoluteTolerance: 1.5e-6 },
};

export type PolygonReader = ContentsReader & { files: PackageFiles; problem: XmlElement; testset: string };

export async function readChecker(reader: PolygonReader): Promise<OutputValidator> {
  const checker = child(reader.problem, 'assets', 'checker');
  const interactor = await programOf(reader, child(reader.problem, 'assets', 'interactor', 'source'), 'interactor');
  const name = checker?.attributes['name'] ?? '';
  if (interactor === null && SAME_AS_DEFAULT[name]) return { ...TOKEN_VALIDATOR, ...SAME_AS_DEFAULT[name] };
  const program = await programOf(reader, child(checker, 'source'), 'checker');
  if (program) return { kind: 'custom', protocol: 'testlib', programs: [program], arguments: [], interactor };
  const close = CLOSE_TO_DEFAULT[name];
  if (!close || interactor !== null) throw new PackageError('problem.xml', 'there is no checker that can be run', checker?.line);
  reader.warnings.push(`problem.xml:${checker?.line ?? 1}: the source of ${name} is not in the package; the default validator stands in for it`);
  return { ...TOKEN_VALIDATOR, ...close };
}

/** A program with the headers that may be included beside it; null where the package does not hold it. */
export async function programOf(reader: PolygonReader, source: XmlElement | undefined, what: string): Promise<Program | null> {
  const path = source?.attributes['path'] ?? '';
  const file = reader.files.find(path);
  if (!source || !file) return null;
  const language = languageOfType(source.attributes['type'] ?? '', path);
  if (language !== 'cpp' && language !== 'c')
    throw new UnsupportedFeature('problem.xml', `a ${what} in ${language ?? source.attributes['type'] ?? 'an unknown language'}`, source.line);
  const headers = headersOf(reader);
  if (/#\s*include\s*[<"]testlib\.h/.test(await readSource(file)) && !headers.some((header) => nameOf(header) === 'testlib.h')) {
    throw new PackageError(path, 'needs testlib.h, which is not among the files of the package');
  }
  const files: ProgramFile[] = [];
  for (const part of [file, ...headers]) files.push({ path: nameOf(part), file: await reader.collector.file(part), executable: false });
  return { name: path, language, files };
}

function headersOf({ files, problem }: PolygonReader): PackageFile[] {
  const listed = children(problem, 'files', 'resources', 'file').flatMap((resource) => files.find(resource.attributes['path'] ?? '') ?? []);
  const headers = [...listed, ...files.below('files')].filter((file) => /\.(h|hpp|hh)$/.test(file.path));
  return [...new Map(headers.map((header) => [nameOf(header), header])).values()];
}

function nameOf(file: PackageFile): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}

/** Validators of testlib accept with exit code 0, and are told the test set and the group. */
export async function readPolygonValidators(reader: PolygonReader, tests: readonly PolygonTest[]): Promise<InputValidator[]> {
  const declared = new Map(tests.map((test) => [test.name, test.declared]));
  const validators: InputValidator[] = [];
  for (const validator of children(reader.problem, 'assets', 'validators', 'validator')) {
    const program = await programOf(reader, child(validator, 'source'), 'validator');
    if (!program) continue;
    const files = await Promise.all(program.files.map(async ({ path, file }) => ({ path, text: await textOf(reader, file.sha256) })));
    validators.push({
      path: program.name,
      language: program.language ?? '',
      files,
      program,
      validExitCode: 0,
      argumentsFor: (test) => ['--testset', reader.testset, ...(declared.get(test) ? ['--group', declared.get(test) ?? ''] : [])],
      argumentsIn: () => [],
    });
  }
  return validators;
}

async function textOf(reader: PolygonReader, sha256: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of reader.collector.data.open({ sha256, bytes: 0 })) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
