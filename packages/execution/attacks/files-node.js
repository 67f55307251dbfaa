// tries: read the host's files from JavaScript
// layer: root file system
// quick
// expect: exited 0
// prints: 8 of BLOCKED /\S+ (ENOENT|EACCES|empty)

const { readFileSync, readdirSync } = require('node:fs');

function attempt(path, read) {
  try {
    const { length } = read(path);
    console.log(length > 0 ? 'ESCAPED' : 'BLOCKED', path, length > 0 ? length : 'empty');
  } catch (error) {
    console.log('BLOCKED', path, error.code);
  }
}

for (const path of ['/etc/shadow', '/proc/1/environ', '/proc/kcore', '/dev/mem', '/var/run/docker.sock']) attempt(path, readFileSync);
for (const path of ['/root', '/home', '/sys/class/net']) attempt(path, readdirSync);
