// One set-up at a time in a clone: two that install at once would destroy each other's node_modules.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;

export async function withLock(directory, work) {
  await acquire(directory);
  try {
    return await work();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function acquire(directory) {
  for (let told = false; !take(directory); told = true) {
    if (!told) process.stdout.write('• Waiting for another set-up of this clone …\n');
    if (isAbandoned(directory)) rmSync(directory, { recursive: true, force: true });
    else await sleep(POLL_MS);
  }
}

function take(directory) {
  try {
    mkdirSync(directory);
    writeFileSync(path.join(directory, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Its holder was killed: no process has that number any more. */
function isAbandoned(directory) {
  try {
    process.kill(Number(readFileSync(path.join(directory, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
