const text = { type: 'string' } as const;
const wholeNumber = { type: 'integer', minimum: 0 } as const;

/** Response headers, by name, as OpenAPI components. */
export const HEADERS = {
  'X-Request-Id': {
    description: 'Id of the request, taken from the request where it had one; also in the logs',
    schema: text,
    example: '4f0d6c1e-8b1f-4f8e-a0b9-2f2f8f6f4c11',
  },
  Location: { description: 'Where the thing made can be asked for', schema: text, example: '/api/submissions/01980a41-9b32-7d05-b1f6-0c52e9d4a833' },
  ETag: { description: 'Changes with the content; give it back as `If-None-Match`', schema: text, example: '"9f86d081884c7d65"' },
  'WWW-Authenticate': { description: 'How to show who one is', schema: text, example: 'Basic realm="CodeArena operators", charset="UTF-8"' },
  Allow: { description: 'The methods that work on this path', schema: text, example: 'POST, OPTIONS' },
  'Retry-After': { description: 'Seconds until another try makes sense', schema: wholeNumber, example: 17 },
  RateLimit: {
    description: 'What is left of the limit (`r`) and seconds until the oldest request leaves the window (`t`)',
    schema: text,
    example: '"default";r=4;t=57',
  },
  'RateLimit-Policy': {
    description: 'How many requests (`q`) in how many seconds (`w`); sliding window per session',
    schema: text,
    example: '"default";q=5;w=60',
  },
} as const;

export function headerReferences(names: readonly string[]): Record<string, { $ref: string }> {
  return Object.fromEntries(['X-Request-Id', ...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
