import { expect, test } from 'vitest';
import { isAllowedOrigin } from './origin.ts';

const allowed = ['https://judge.example.org'];

test.each([
  ['a program, which sends no origin', { host: 'judge.local:3000' }],
  ["the server's own page", { host: 'judge.local:3000', origin: 'http://judge.local:3000' }],
  ["the server's own page behind a proxy that speaks HTTPS", { host: 'judge.local', origin: 'https://judge.local' }],
  ['a page that is allowed by configuration', { host: 'live.example.org', origin: 'https://judge.example.org' }],
  ['a host written in capitals', { host: 'Judge.Local', origin: 'http://judge.local' }],
])('%s may connect', (_who, headers) => {
  expect(isAllowedOrigin(headers, allowed)).toBe(true);
});

test.each([
  ['another site', { host: 'judge.local:3000', origin: 'https://evil.example' }],
  ['another port of the same host', { host: 'judge.local:3000', origin: 'http://judge.local:4000' }],
  ['a host that only begins alike', { host: 'judge.local', origin: 'https://judge.local.evil.example' }],
  ['a sandboxed frame', { host: 'judge.local:3000', origin: 'null' }],
  ['an allowed name by another scheme', { host: 'live.example.org', origin: 'http://judge.example.org' }],
  ['a request without host', { origin: 'https://evil.example' }],
])('%s may not', (_who, headers) => {
  expect(isAllowedOrigin(headers, allowed)).toBe(false);
});
