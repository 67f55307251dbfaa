import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureAccept } from './accept.ts';
import { startStack } from './stack.ts';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '6000' },
    submissions: { type: 'string', default: '20000' },
    connections: { type: 'string', default: '64' },
    gateways: { type: 'string', default: '2' },
    realtimes: { type: 'string', default: '1' },
    senders: { type: 'string', default: '1' },
    profile: { type: 'string' },
  },
});
const directory = mkdtempSync(path.join(tmpdir(), 'codearena-load-'));
const temporary = path.join(directory, 'tmp');
mkdirSync(temporary);
chmodSync(directory, 0o755);
chmodSync(temporary, 0o1777);
process.env.TMPDIR = temporary;
const environment = {
  TMPDIR: temporary,
  SESSION_SECRET: 'load '.repeat(8),
  QUEUE_LIMIT: '1000000',
  ...(values.profile ? { NODE_OPTIONS: `--require ${values.profile}/prof.cjs`, PROF_DIR: `${values.profile}/prof` } : {}),
};
const stack = await startStack({ directory, gateways: Number(values.gateways), realtimes: Number(values.realtimes), lanes: 0, environment });
try {
  const result = await measureAccept(stack, {
    sessions: Number(values.sessions),
    submissions: Number(values.submissions),
    connections: Number(values.connections),
    senders: Number(values.senders),
  });
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  await stack.stop();
}
rmSync(directory, { recursive: true, force: true });
