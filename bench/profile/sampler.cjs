// Loaded into the product before all else: samples where its main thread is, from SIGUSR2 on until it ends.
const { writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.argv[1]?.endsWith('codearena.mjs')) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 250 });
  process.on('SIGUSR2', () => session.post('Profiler.start'));
  process.on('exit', () =>
    session.post('Profiler.stop', (error, result) => {
      if (!error) writeFileSync(process.env.CODEARENA_BENCH_PROFILE, JSON.stringify(result.profile));
    }),
  );
}
