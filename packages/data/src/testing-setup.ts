import { shareTestServer } from './testing.ts';

/** vitest's global set-up: one PostgreSQL for the whole run. */
export const setup = shareTestServer;
