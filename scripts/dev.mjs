// `npm run dev`: runs the whole product and starts it anew when a source changes; set-up rebuilds just what changed.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { ROOT } from './setup/steps.mjs';

const SETTLE_MS = 300;
const SOURCES = /\/(src|launcher|public)\/|index\.html$/;

let server = start();
let timer;

watch(path.join(ROOT, 'packages'), { recursive: true }, (_event, file) => {
  if (!file || !SOURCES.test(`/${file}`) || /\/(dist|node_modules)\//.test(`/${file}`)) return;
  clearTimeout(timer);
  timer = setTimeout(restart, SETTLE_MS, file);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.once('exit', () => process.exit(0));
    server.kill('SIGTERM');
  });
}

function start() {
  return spawn(path.join(ROOT, 'bin/codearena'), ['start'], { stdio: 'inherit' });
}

function restart(file) {
  process.stdout.write(`\n${file} changed\n`);
  const startAgain = () => (server = start());
  if (server.exitCode !== null) return startAgain();
  server.once('exit', startAgain);
  server.kill('SIGTERM');
}
