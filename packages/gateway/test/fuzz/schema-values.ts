import fc, { type Arbitrary } from 'fast-check';

export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
};
export type Components = { schemas: Record<string, JsonSchema> };

const LONGEST_TEXT = 200;
const MOST_ITEMS = 4;

/** Values that fit a JSON Schema, as far as OpenAPI documents of ours use it. */
export function fitting(schema: JsonSchema, components: Components): Arbitrary<unknown> {
  const inner = (part: JsonSchema): Arbitrary<unknown> => fitting(part, components);
  if (schema.$ref !== undefined) return inner(components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(inner));
  const type = [schema.type].flat()[0] ?? 'any';
  switch (type) {
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000_000, max: schema.maximum ?? 1_000_000 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(inner(schema.items ?? {}), { maxLength: Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS) });
    case 'object':
      return object(schema, inner);
    default:
      return fc.jsonValue();
  }
}

function text({ pattern, minLength = 0, maxLength = LONGEST_TEXT }: JsonSchema): Arbitrary<string> {
  const most = Math.min(maxLength, LONGEST_TEXT);
  if (pattern === undefined) return fc.string({ unit: 'binary', minLength, maxLength: most });
  return fc.oneof(fc.string({ minLength, maxLength: most }), fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: most }));
}

function object({ properties = {}, required = [] }: JsonSchema, inner: (part: JsonSchema) => Arbitrary<unknown>): Arbitrary<unknown> {
  const record = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, inner(part)]));
  return fc.record(record, { requiredKeys: required });
}

/** Values that nearly fit: a field too many, too few, or of another kind; or anything at all. */
export function nearlyFitting(schema: JsonSchema, components: Components): Arbitrary<unknown> {
  const valid = fitting(schema, components);
  const spoiled = fc.tuple(valid, fc.nat(), fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' })), fc.constantFrom('replace', 'remove', 'add')).map(spoil);
  return fc.oneof({ weight: 6, arbitrary: valid }, { weight: 3, arbitrary: spoiled }, { weight: 1, arbitrary: fc.jsonValue() });
}

function spoil([value, position, replacement, how]: [unknown, number, unknown, string]): unknown {
  if (typeof value !== 'object' || value === null) return replacement;
  const fields = Object.entries(value);
  const at = position % Math.max(1, fields.length);
  if (how === 'add') return { ...value, [`field${position}`]: replacement, __proto__: null };
  return Object.fromEntries(fields.flatMap(([name, field], index) => (index !== at ? [[name, field]] : how === 'remove' ? [] : [[name, replacement]])));
}
