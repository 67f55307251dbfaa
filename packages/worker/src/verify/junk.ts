/*
 * What a validator should reject whatever the problem is, or must at least survive: the same kinds of nonsense that authors'
 * tools have always tried (checks/validators.py of Kattis/problemtools), so that a validator which lets everything pass is found.
 */
export type Junk = { name: string; content: Buffer };

/** The same bytes every time, from a linear congruential generator. */
function scrambled(length: number, symbols: readonly number[]): Buffer {
  let state = 42;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return symbols[Math.floor(state / 65_536) % symbols.length] ?? 0;
    }),
  );
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const PRINTABLE = range(0x20, 0x7e);
const NONSENSE = scrambled(200, [...PRINTABLE, 0x09, 0x0a, 0x0d]);

/** Neither an input nor an output of any problem. */
export const JUNK: readonly Junk[] = [
  { name: 'an empty file', content: Buffer.alloc(0) },
  { name: 'random bytes', content: scrambled(1024, range(0, 0xff)) },
  { name: 'all printable characters in a row', content: Buffer.from(PRINTABLE) },
  { name: 'random printable characters', content: NONSENSE },
];

const PROVOKING = '-1|0|1|1.0|2147483647|2147483648|9223372036854775808|a|2\n-1 1|2\n1|1\n-1 1|1\na|(()|1-|1/0|2\n<|NaN|inf|1e400|\0|\u0080';
/** Outputs that a validator may take for something else than they are. They may be right, so only crashing on them is wrong. */
export const PROVOCATIONS: readonly Junk[] = PROVOKING.split('|').map((text) => ({ name: JSON.stringify(text), content: Buffer.from(text, 'latin1') }));

/** An input changed so that a strict validator rejects it; null where there is nothing to change. */
export type Change = { name: string; apply(text: string): string | null };

const replacing = (name: string, pattern: RegExp, by: string): Change => ({
  name,
  apply: (text) => (text.search(pattern) < 0 ? null : text.replace(pattern, by)),
});

export const CHANGES: readonly Change[] = [
  replacing('a space after every white space', /\s/g, '$& '),
  replacing('a space at the beginning of lines', /\n/g, '\n '),
  replacing('empty lines', /\n/g, '\n\n'),
  replacing('zeros before integers', /(^|[^.\d])(\d+)\b/gm, '$10000000000$2'),
  replacing('zeros after decimals', /\.\d+\b/g, '$&0000000000'),
  { name: 'junk at the end', apply: (text) => text + NONSENSE.toString('latin1') },
];
