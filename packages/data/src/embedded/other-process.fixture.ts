import { silentLogger } from '../testing.ts';
import { createEmbeddedPostgres } from './embedded-postgres.ts';

/** A process that runs a server until it is told to stop; its first line of output is the address. */
const server = createEmbeddedPostgres({ dataDir: process.argv[2] ?? '', logger: silentLogger });
const { connectionString } = await server.start();
process.stdout.write(`${connectionString}\n`);
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  clearInterval(alive);
  server.stop().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
});
