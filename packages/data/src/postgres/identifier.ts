import { randomBytes } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the database can look this up; any other text is nobody's id. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

let lastMs = 0;
let counter = 0;

/**
 * A UUID of version 7 (RFC 9562): milliseconds, then a counter that keeps this process's ids in the order in which they
 * were made, then random bits. Newer submissions have greater ids, so the id alone orders the history.
 */
export function newId(now: number = Date.now()): string {
  counter = now > lastMs ? randomBytes(2).readUInt16BE() & 0x7ff : counter + 1;
  lastMs = Math.max(now, lastMs);
  if (counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
