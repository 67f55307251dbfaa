// tries: connect, serve and look names up from JavaScript
// layer: seccomp
// expect: exited 0
// prints: BLOCKED connect (EPERM|EACCES)
// prints: BLOCKED listen (EPERM|EACCES)
// prints: BLOCKED lookup \w+
// prints: BLOCKED local (EPERM|EACCES)

const dns = require('node:dns');
const net = require('node:net');

const outcome = (name, start) =>
  new Promise((resolve) => {
    try {
      start((error) => resolve(error ? `BLOCKED ${name} ${error.code}` : `ESCAPED ${name}`));
    } catch (error) {
      resolve(`BLOCKED ${name} ${error.code}`);
    }
  });
const connected = (options) => (done) => net.connect(options).once('error', done).once('connect', () => done());

(async () => {
  console.log(await outcome('connect', connected({ host: '127.0.0.1', port: 4799 })));
  console.log(await outcome('listen', (done) => net.createServer().once('error', done).listen(4798, '127.0.0.1', () => done())));
  console.log(await outcome('lookup', (done) => dns.lookup('codearena.invalid', done)));
  console.log(await outcome('local', connected({ path: '/run/docker.sock' })));
})();
