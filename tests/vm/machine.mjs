// Boots the test machine under software emulation and listens to its console.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Its clock counts instructions instead of time: one nanosecond each. So a test's outcome does not depend on how slow
 * emulation is or what else this machine does; only how long all of it takes does.
 */
const CLOCK = ['-icount', 'shift=0,sleep=on', '-rtc', 'base=utc,clock=host'];
const HARDWARE = ['-machine', 'pc', '-accel', 'tcg', '-cpu', 'max', '-smp', '1', '-m', '1536', '-nodefaults', '-no-user-config', '-no-reboot'];
const CONSOLE = ['-display', 'none', '-serial', 'stdio'];
const BOOT = 'console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off nokaslr tsc=reliable random.trust_cpu=on cgroup_no_v1=all';

/** Gives each console line to `onLine` until the machine switches itself off, at most `seconds`; answers whether it did. */
export function runMachine({ kernel, initialDisk, disks, systemd, parameters, seconds, onLine }) {
  const words = Object.entries(parameters).map(([name, value]) => `codearena.${name}=${value}`);
  if (systemd) words.push('systemd=1');
  const boot = ['-kernel', kernel, '-initrd', initialDisk, '-append', [BOOT, ...words].join(' ')];
  const drives = disks.flatMap((disk) => ['-drive', `file=${disk},format=raw,if=virtio,readonly=on`]);
  return new Promise((resolve, reject) => {
    const emulator = spawn('nice', ['-n', '10', 'qemu-system-x86_64', ...HARDWARE, ...CLOCK, ...CONSOLE, ...drives, ...boot], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let ended = true;
    const stop = () => emulator.kill('SIGKILL');
    const timer = setTimeout(() => {
      ended = false;
      stop();
    }, seconds * 1000);
    process.once('exit', stop);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
    createInterface(emulator.stdout).on('line', (line) => onLine(line.replaceAll('\r', '')));
    emulator.once('error', reject);
    emulator.once('close', () => {
      clearTimeout(timer);
      resolve(ended);
    });
  });
}
