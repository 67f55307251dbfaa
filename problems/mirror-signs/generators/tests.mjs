const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const LETTERS = SMALL + SMALL.toUpperCase();
const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
const MAX = 1_000_000;

function repaints(text) {
  const letters = text.replace(/[^a-z]/gi, '').toLowerCase();
  const half = Math.floor(letters.length / 2);
  let count = 0;
  for (let i = 0; i < half; i++) if (letters[i] !== letters[letters.length - 1 - i]) count++;
  return count;
}

const test = (name, text) => ({ name, input: `${text}\n`, answer: `${repaints(text)}\n` });
const framed = (inside) => `<${inside}>`;

function palindrome(random, half) {
  const left = random.string(LETTERS, half);
  return `${left}${[...left.toLowerCase()].reverse().join('')}`;
}

export function* tests(random) {
  yield test('20-random-short', framed(random.string(PRINTABLE, 60)));
  yield test('21-few-letters', framed(random.string('ab?', 200)));
  yield test('22-random', framed(random.string(PRINTABLE, 5000)));
  yield test('23-mirrored', palindrome(random, 20_000));
  yield test('24-all-different', `${'a'.repeat(30_000)}${'B'.repeat(30_000)}`);
  yield test('25-spaces-inside', `a${' '.repeat(MAX - 2)}b`);
  yield test('26-large-mirrored', palindrome(random, MAX / 2));
  yield test('27-large-alternating', 'ab'.repeat(MAX / 2));
}
