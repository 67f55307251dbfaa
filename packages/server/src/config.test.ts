import { describe, expect, it } from 'vitest';
import { ConfigurationError, readConfig } from './config.ts';

describe('readConfig', () => {
  it('means embedded mode with the documented defaults when nothing is set', () => {
    const config = readConfig({});
    expect(config.connections).toEqual({ mode: 'embedded' });
    expect(config).toMatchObject({ port: 3000, realtimePort: 3001, sandbox: 'auto', submissionsPerMinute: 5, maxSourceBytes: 51_200, logLevel: 'info' });
    expect(config.limits).toEqual({ timeMs: 10_000, memoryMb: 256, sourceBytes: 51_200 });
    expect(config.dataDir).toMatch(/\/\.codearena$/);
    expect(config.lanes).toBeGreaterThan(0);
  });

  it('selects distributed mode when both addresses are set, also for a Redis cluster', () => {
    const config = readConfig({ DATABASE_URL: 'postgresql://u:p@db/codearena', REDIS_URL: 'redis://a:6379,redis://b:6379' });
    expect(config.connections.mode).toBe('distributed');
  });

  it('takes the limits of the installation', () => {
    const { limits } = readConfig({ MAX_MEMORY_MB: '1024', MAX_TIME_LIMIT_SECONDS: '2.5', MAX_SOURCE_BYTES: '100' });
    expect(limits).toEqual({ timeMs: 2_500, memoryMb: 1024, sourceBytes: 100 });
  });

  it('has no reference machine unless one is named', () => {
    expect(readConfig({}).speedReferenceMs).toBe(null);
    expect(readConfig({ SPEED_REFERENCE_MS: '7.05' }).speedReferenceMs).toBe(7.05);
    expect(() => readConfig({ SPEED_REFERENCE_MS: '0' })).toThrow('SPEED_REFERENCE_MS must be');
  });

  it('knows the realtime server at an address of its own, at the page’s own, or none', () => {
    expect(readConfig({}).realtimeUrl).toBe(null);
    expect(readConfig({ REALTIME_URL: '/' }).realtimeUrl).toBe('');
    expect(readConfig({ REALTIME_URL: 'https://live.example.org' }).realtimeUrl).toBe('https://live.example.org');
  });

  it('leaves it to each request whether cookies are for HTTPS only, unless it is said', () => {
    expect(readConfig({}).secureCookies).toBe(null);
    expect(readConfig({ SECURE_COOKIES: 'true' }).secureCookies).toBe(true);
    expect(readConfig({ SECURE_COOKIES: 'false' }).secureCookies).toBe(false);
  });

  it.each([
    [{ DATABASE_URL: 'postgresql://u:p@db/codearena' }, 'REDIS_URL is not'],
    [{ REDIS_URL: 'redis://a:6379' }, 'DATABASE_URL is not'],
  ])('refuses one address without the other: %o', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });

  it.each([
    ['PORT', 'hunter2'],
    ['PORT', '70000'],
    ['SUBMISSIONS_PER_MINUTE', '-1'],
    ['MAX_SOURCE_BYTES', '1.5'],
    ['SANDBOX', 'hunter2'],
    ['QUEUE_LIMIT', '-7'],
    ['MAX_MEMORY_MB', '15'],
    ['MAX_TIME_LIMIT_SECONDS', '0.25'],
    ['LOG_LEVEL', 'hunter2'],
    ['REALTIME_URL', 'hunter2'],
    ['SECURE_COOKIES', 'hunter2'],
    ['WORKER_CONCURRENCY', '0'],
    ['DATABASE_URL', 'mysql://hunter2'],
    ['REDIS_URL', 'hunter2'],
  ])('names %s and what it must be, never the value', (name, value) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(new RegExp(`^${name} must be `));
    expect(read).not.toThrow(value);
  });

  it('names every bad variable at once', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT must be .*\nLOG_LEVEL must be /);
  });

  it('treats an empty value as not set', () => {
    expect(readConfig({ PORT: '', REDIS_URL: ' ' })).toMatchObject({ port: 3000, connections: { mode: 'embedded' } });
  });
});
