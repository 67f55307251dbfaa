// tries: start processes and kill the parent from JavaScript
// layer: seccomp
// quick
// expect: exited 0
// prints: BLOCKED spawn
// prints: BLOCKED exec
// prints: alive

const { spawnSync, execSync } = require('node:child_process');

function attempt(name, work) {
  try {
    const { error } = work() ?? {};
    console.log(error ? `BLOCKED ${name}` : `ESCAPED ${name}`);
  } catch {
    console.log(`BLOCKED ${name}`);
  }
}

attempt('spawn', () => spawnSync('/bin/true'));
attempt('exec', () => execSync('/bin/true'));
for (const signal of ['SIGSTOP', 'SIGKILL']) {
  try {
    process.kill(process.ppid, signal);
  } catch {
    // Refused, or sent to one that does not get it; what counts is the next line.
  }
}
console.log('alive');
