import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { serveMiddlewares } from '../../test/http.ts';
import { requestLog } from './request-log.ts';

async function linesAbout(path: string, headers: Record<string, string> = {}): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info', base: null }, { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  const server = await serveMiddlewares([requestLog({ logger })]);
  try {
    await server.send({ path, headers });
    await server.send({ path: '/last' });
    await vi.waitFor(() => expect(lines.at(-1)).toMatchObject({ url: '/last' }));
    return lines.slice(0, -1);
  } finally {
    await server.close();
  }
}

test('says who asked for what and what came of it, under the id of the request', async () => {
  const lines = await linesAbout('/api/problems?tag=graphs', { 'X-Request-Id': 'abc' });
  expect(lines).toEqual([expect.objectContaining({ requestId: 'abc', method: 'GET', url: '/api/problems?tag=graphs', status: 200, msg: 'answered' })]);
});

test('holds no cookie', async () => {
  const lines = await linesAbout('/api/problems', { Cookie: 'codearena_session=private' });
  expect(JSON.stringify(lines)).not.toContain('private');
});

test('passes over what monitoring asks for', async () => {
  expect(await linesAbout('/health')).toEqual([]);
});
