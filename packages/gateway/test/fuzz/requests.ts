import fc, { type Arbitrary } from 'fast-check';
import { fitting, nearlyFitting, type Components, type JsonSchema } from './schema-values.ts';

export type Operation = {
  parameters: { name: string; in: 'path' | 'query' | 'header'; schema: JsonSchema }[];
  requestBody?: { content: { 'application/json': { schema: JsonSchema } } };
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
};
export type Document = { paths: Record<string, Record<string, Operation>>; components: Components };

/** `known` picks one of the ids and cursors that earlier answers gave. */
export type FuzzRequest = {
  template: string;
  method: string;
  parts: Record<string, Part>;
  query: [string, Part][];
  headers: Record<string, string>;
  body: Buffer | null;
};
export type Part = { text: string } | { known: number };

/** Stands for the cookie of the session that all share. */
export const OWN_SESSION = 'own';

const METHODS = ['get', 'post', 'head', 'put', 'delete', 'patch', 'options'];
const SPECIAL = [
  'a-plus-b',
  'only-cpp',
  'python',
  'cpp',
  '',
  '0',
  '..',
  '%',
  '\0',
  '\uD800',
  'null',
  "'; drop table submissions; --",
  '00000000-0000-0000-0000-000000000000',
];

/** Requests to every operation of the document: valid ones, nearly valid ones, and nonsense. */
export function requestsTo(document: Document, operatorToken: string): Arbitrary<FuzzRequest> {
  const all = Object.keys(document.paths).flatMap((template) => METHODS.map((method) => requestTo(document, template, method, operatorToken)));
  const documented = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => requestTo(document, template, method, operatorToken)),
  );
  return fc.oneof({ weight: 4, arbitrary: fc.oneof(...documented) }, { weight: 1, arbitrary: fc.oneof(...all) }, { weight: 1, arbitrary: unknownPath });
}

/** Where there is something, so that not every answer is 404. */
const EXISTING: Record<string, string> = { slug: 'a-plus-b', name: 'sum.svg' };

function existing(parameter: string): Arbitrary<Part> {
  const text = EXISTING[parameter];
  return text === undefined ? fc.nat().map((known) => ({ known })) : fc.constant({ text });
}

const special = fc.constantFrom(...SPECIAL);
const anyText = fc.oneof(special, fc.string({ unit: 'binary', maxLength: 50 }));
const unknownPath: Arbitrary<FuzzRequest> = fc.record({
  template: fc
    .array(fc.oneof(fc.constantFrom('api', 'admin', 'health', 'problems', 'socket.io', '..', '%00', '%', '//'), fc.webPath()))
    .map((parts) => `/${parts.join('/')}`),
  method: fc.constantFrom(...METHODS),
  parts: fc.constant({}),
  query: fc.constant([]),
  headers: fc.constant({}),
  body: fc.constant(null),
});

/** Requests to one operation. */
export function requestTo({ paths, components }: Document, template: string, method: string, operatorToken: string): Arbitrary<FuzzRequest> {
  const operation = paths[template]?.[method];
  const parameters = operation?.parameters ?? [];
  const named = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const part: Arbitrary<Part> = fc.oneof(
    anyText.map((text) => ({ text })),
    fc.nat().map((known) => ({ known })),
  );
  const valueOf = (schema: JsonSchema): Arbitrary<Part> =>
    fc.oneof({ weight: 3, arbitrary: fitting(schema, components).map((value) => ({ text: String(value) })) }, { weight: 1, arbitrary: part });
  const inQuery = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => valueOf(schema).map((value): [string, Part] => [name, value]));
  const rubbish = fc.tuple(anyText, part);
  return fc.record({
    template: fc.constant(template),
    method: fc.constant(method),
    parts: fc.record(
      Object.fromEntries(named.map((name) => [name, fc.oneof({ weight: 2, arbitrary: existing(name) }, { weight: 1, arbitrary: part })])),
    ) as Arbitrary<Record<string, Part>>,
    query: fc.tuple(fc.subarray(inQuery), fc.boolean()).chain(([chosen, spoiled]) => fc.tuple(...chosen, ...(spoiled && chosen.length > 0 ? [rubbish] : []))),
    headers: headers(operatorToken),
    body: operation?.requestBody ? bodyOf(operation.requestBody.content['application/json'].schema, components) : fc.constant(null),
  });
}

function bodyOf(schema: JsonSchema, components: Components): Arbitrary<Buffer> {
  const json = nearlyFitting(schema, components)
    .map(withKnownNames)
    .map((value) => Buffer.from(JSON.stringify(value) ?? ''));
  return fc.oneof({ weight: 9, arbitrary: json }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)) });
}

/** Random names are never those of a problem or language, so most of those that fit are given ones that exist. */
function withKnownNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('language' in value) || typeof value.language !== 'string') return value;
  if (value.language.length % 3 === 0) return value;
  return { ...value, language: 'python', ...('problemId' in value ? { problemId: 'a-plus-b' } : {}) };
}

function headers(operatorToken: string): Arbitrary<Record<string, string>> {
  const headerText = fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[^\t\x20-\x7e]/g, '').trim());
  return fc.record(
    {
      'Content-Type': fc.oneof({ weight: 9, arbitrary: fc.constant('application/json') }, { weight: 1, arbitrary: headerText }),
      'Idempotency-Key': fc.oneof(fc.constantFrom('one', 'two'), fc.uuid(), headerText),
      Authorization: fc.oneof({ weight: 3, arbitrary: fc.constant(`Bearer ${operatorToken}`) }, { weight: 1, arbitrary: headerText }),
      Accept: headerText,
      'X-Request-Id': headerText,
      'Accept-Encoding': fc.constantFrom('identity', '*;q=0', 'nonsense'),
      Range: headerText,
      'If-None-Match': fc.oneof(fc.constant('*'), headerText),
      Cookie: fc.oneof(
        { weight: 3, arbitrary: fc.constant(OWN_SESSION) },
        {
          weight: 1,
          arbitrary: fc.oneof(
            headerText,
            headerText.map((text) => `codearena_session=${text}`),
          ),
        },
      ),
    },
    { requiredKeys: ['Content-Type', 'Cookie'] },
  );
}
