import { readFileSync } from 'node:fs';

/** The emulated processor's clock stands still while the host does other things; this one, of the host, does not. */
const HARDWARE_CLOCK = '/sys/class/rtc/rtc0/since_epoch';

/** Milliseconds of the time that people wait. */
export function createNow(): () => number {
  return () => Number(readFileSync(HARDWARE_CLOCK, 'utf8')) * 1000;
}
