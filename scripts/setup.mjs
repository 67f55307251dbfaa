// Brings a clone to the point where it can run: dependencies, launcher, server bundle, page, practice problems' data.
// Plain JavaScript without dependencies, because it runs before any are installed. Each step has a stamp (a hash of
// what it was made from), so that a second run only compares hashes.
import { parseArgs } from 'node:util';
import { endWithParent, runSteps } from './setup/steps.mjs';
import { ensureServiceUser, missingNodeVersion } from './setup/system.mjs';

const ROLES = ['start', 'gateway', 'realtime', 'worker'];

const { values } = parseArgs({ options: { for: { type: 'string', default: 'build' }, help: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write('usage: node scripts/setup.mjs [--for COMMAND]\nPrepares this clone; does nothing where all is up to date.\n');
  process.exit(0);
}

endWithParent();
try {
  const tooOld = missingNodeVersion(process.versions.node);
  if (tooOld) throw new Error(tooOld);
  await runSteps({ needsLauncher: values.for !== 'gateway' && values.for !== 'realtime' && values.for !== 'migrate' });
  if (ROLES.includes(values.for)) ensureServiceUser();
} catch (error) {
  process.stderr.write(`\nSet-up failed: ${error.message}\n`);
  process.exit(1);
}
