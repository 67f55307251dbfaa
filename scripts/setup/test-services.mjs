// What tests and benches need beyond the product itself: a browser, Redis, and toolchains of the languages that they use.
import { existsSync } from 'node:fs';
import { installPackages, onPath } from './system.mjs';

const NEEDS = [
  { what: 'Chromium (the page)', package: 'chromium', present: () => existsSync('/usr/bin/chromium') },
  { what: 'Redis (distributed mode)', package: 'redis-server', present: () => onPath('redis-server') || existsSync('/usr/bin/redis-server') },
  { what: 'PgBouncer (PostgreSQL behind a pooler)', package: 'pgbouncer', present: () => existsSync('/usr/sbin/pgbouncer') },
  { what: 'Docker (containers)', package: 'docker.io', present: () => existsSync('/usr/sbin/dockerd') },
  { what: 'debootstrap (image of the containers)', package: 'debootstrap', present: () => existsSync('/usr/sbin/debootstrap') },
  { what: 'bubblewrap (to compare the sandbox with)', package: 'bubblewrap', benchOnly: true, present: () => onPath('bwrap') },
  { what: 'promtool (alert rules)', package: 'prometheus', present: () => onPath('promtool') },
  { what: 'Java (jury submissions, journeys)', package: 'default-jdk-headless', present: () => onPath('javac') },
  { what: 'Go (jury submissions)', package: 'golang-go', present: () => onPath('go') },
  { what: 'Rust (jury submissions)', package: 'rustc', present: () => existsSync('/usr/bin/rustc') },
  { what: 'Ruby', package: 'ruby', present: () => onPath('ruby') },
  { what: 'PHP', package: 'php-cli', present: () => onPath('php') },
  { what: 'C#', package: 'mono-mcs', present: () => onPath('mcs') },
  { what: 'the runtime of C#', package: 'mono-runtime', present: () => onPath('mono') },
  { what: 'Kotlin', package: 'kotlin', present: () => onPath('kotlinc') },
  { what: 'Lua', package: 'lua5.4', present: () => onPath('lua5.4') },
  { what: 'Pascal', package: 'fp-compiler', present: () => onPath('fpc') },
  { what: 'Haskell', package: 'ghc', present: () => onPath('ghc') },
];

/** Installs what is missing where that is allowed; answers what could not be had, in words. */
export function installTestServices() {
  return provide(
    NEEDS.filter(({ benchOnly }) => !benchOnly),
    'for the tests',
  );
}

/** The same for these packages, which a bench needs. */
export function installForBench(packages) {
  return provide(
    NEEDS.filter((need) => packages.includes(need.package)),
    'for the bench',
  );
}

function provide(needs, reason) {
  const missing = needs.filter((need) => !need.present());
  if (missing.length > 0)
    installPackages(
      missing.map((need) => need.package),
      reason,
    );
  return missing.filter((need) => !need.present()).map((need) => `${need.what}: apt-get install ${need.package}`);
}
