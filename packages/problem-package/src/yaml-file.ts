import { isNode, isScalar, LineCounter, parseDocument, visit, type Document, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { PackageError } from './package-error.ts';
import { readText, type PackageFile } from './package-files.ts';

/** A parsed YAML file that still knows where each key stands. */
export type YamlFile = {
  path: string;
  value: unknown;
  lineOf(keys: readonly PropertyKey[]): number | undefined;
  /** As it is written, of a number: 1.0 is not 1, and large ones keep their digits. */
  numberText(keys: readonly PropertyKey[]): string | undefined;
};

/** Deeply shared anchors would otherwise grow without bound. */
const MAX_ALIASES = 100;

export async function readYaml(file: PackageFile, warnings: string[]): Promise<YamlFile> {
  return parseYaml(file.path, await readText(file), warnings);
}

export function parseYaml(path: string, text: string, warnings: string[]): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const error = document.errors[0];
  if (error) throw new PackageError(path, `is not valid YAML: ${error.message}`, lines.linePos(error.pos[0]).line);
  visit(document, {
    Map: (_, map) => {
      for (const { key, line } of dropRepeated(map, lines))
        warnings.push(new PackageError(path, `${key}: is given again below; the last one counts`, line).message);
    },
  });
  return { path, value: toValue(path, document), lineOf: (keys) => lineOf(document, lines, keys), numberText: (keys) => numberText(document, keys) };
}

function toValue(path: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw new PackageError(path, `is not valid YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Of keys that a map has several times the last one counts, as in the library that most packages are written for; returns the others. */
function dropRepeated(map: YAMLMap, lines: LineCounter): { key: string; line: number }[] {
  const last = new Map(map.items.map((pair) => [nameOf(pair.key), pair]));
  const repeated = map.items.filter((pair) => last.get(nameOf(pair.key)) !== pair);
  map.items = map.items.filter((pair) => !repeated.includes(pair));
  return repeated.map(({ key }) => ({ key: nameOf(key), line: lines.linePos(isNode(key) ? (key.range?.[0] ?? 0) : 0).line }));
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

/** Of the key, or of its nearest ancestor that is there. */
function lineOf(document: Document, lines: LineCounter, keys: readonly PropertyKey[]): number | undefined {
  for (let length = keys.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

function numberText(document: Document, keys: readonly PropertyKey[]): string | undefined {
  const node: unknown = document.getIn(keys, true);
  return isScalar(node) && typeof node.value === 'number' ? node.source : undefined;
}

/** Checks a YAML file against a schema; the first thing that does not fit is told with its line. */
export function fitYaml<Schema extends z.ZodType>(file: YamlFile, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(file.value ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  throw new PackageError(file.path, `${path.length === 0 ? '' : `${path.join('.')}: `}${issue?.message ?? 'does not fit the format'}`, file.lineOf(path));
}

/** Also as older YAML spells it, which most packages were written for. */
export const yamlBoolean = z.union([
  z.boolean(),
  z.enum(['yes', 'Yes', 'YES', 'on', 'On', 'no', 'No', 'NO', 'off', 'Off']).transform((word) => /^(yes|on)$/i.test(word)),
]);

/** Of a YAML map as it was written; nothing for anything else. */
export function valueOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

export function keysOf(value: unknown, ...path: readonly string[]): string[] {
  const map = path.reduce(valueOf, value);
  return typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.keys(map) : [];
}
