import pino, { type Logger } from 'pino';
import { createLifetime, type Lifetime } from '../lifetime.ts';

/** For tools: what they open is closed when they end, also when they are interrupted. Their log is for people: warnings on stderr. */
export async function withLifetime<Result>(work: (parts: { logger: Logger; lifetime: Lifetime }) => Promise<Result>): Promise<Result> {
  const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'error' }, pino.destination({ dest: 2, sync: true }));
  const lifetime = createLifetime(logger);
  const interrupted = (): void => void lifetime.end().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await work({ logger, lifetime });
  } finally {
    await lifetime.end();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}
