import { expect, test } from 'vitest';
import { serveMiddlewares } from '../../test/http.ts';
import { securityHeaders, type SecurityHeadersOptions } from './security-headers.ts';

async function headersWith(options: SecurityHeadersOptions) {
  const server = await serveMiddlewares([securityHeaders(options)]);
  try {
    return (await server.send({})).headers;
  } finally {
    await server.close();
  }
}

function directives(policy: unknown): Map<string, string[]> {
  const parts = String(policy)
    .split(';')
    .map((part) => part.trim().split(' '));
  return new Map(parts.map(([name = '', ...sources]) => [name, sources]));
}

test('scripts come from the installation alone, and nothing frames it', async () => {
  const policy = directives((await headersWith({ realtimeUrl: '', https: false }))['content-security-policy']);
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('script-src')).toEqual(["'self'"]);
  expect(policy.get('connect-src')).toEqual(["'self'"]);
  expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
  expect(policy.has('upgrade-insecure-requests')).toBe(false);
});

test('a realtime server elsewhere may be connected to, by HTTP and WebSocket, without its path', async () => {
  const policy = directives((await headersWith({ realtimeUrl: 'https://live.example.org:8443/socket', https: true }))['content-security-policy']);
  expect(policy.get('connect-src')).toEqual(["'self'", 'https://live.example.org:8443', 'wss://live.example.org:8443']);
});

test('browsers are told to stay on HTTPS only where that is how they come', async () => {
  expect((await headersWith({ realtimeUrl: '', https: false }))['strict-transport-security']).toBeUndefined();
  expect((await headersWith({ realtimeUrl: '', https: true }))['strict-transport-security']).toMatch(/max-age=/);
});

test('types are not guessed', async () => {
  const headers = await headersWith({ realtimeUrl: '', https: false });
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-frame-options']).toBe('DENY');
});
