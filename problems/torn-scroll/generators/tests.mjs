const FRAGMENTS = 13;
const LENGTH = 40;

export function* tests(random) {
  for (let i = 0; i < 5; i++) yield test(`2${i}-small`, words(random, 'ab', 6, 1, 6));
  yield test('25-cut-from-one-line', cuttings(random, 'abc', 90, 9));
  yield test(
    '26-cut-from-repeats',
    cuttings(random, 'ab', 25, FRAGMENTS).map((word) => word.replaceAll('b', 'abab').slice(0, LENGTH)),
  );
  yield test('27-two-letters', words(random, 'ab', FRAGMENTS, LENGTH, LENGTH));
  yield test('28-all-letters', words(random, 'abcdefghijklmnopqrstuvwxyz', FRAGMENTS, LENGTH, LENGTH));
  yield test('29-cut-from-a-long-line', cuttings(random, 'ab', 300, FRAGMENTS));
  yield test('30-short', words(random, 'abc', FRAGMENTS, 2, 4));
  yield test(
    '31-powers',
    Array.from({ length: FRAGMENTS }, (_, i) => `${'a'.repeat(i)}b${'a'.repeat(FRAGMENTS - i)}`),
  );
  yield test('32-chance-overlaps', random.shuffle(words(random, 'abc', FRAGMENTS, 20, LENGTH)));
}

function test(name, fragments) {
  return { name, input: `${[fragments.length, ...fragments].join('\n')}\n`, answer: `${shortest(fragments)}\n` };
}

const words = (random, alphabet, count, least, most) => Array.from({ length: count }, () => random.string(alphabet, random.int(least, most)));

function cuttings(random, alphabet, length, count) {
  const line = random.string(alphabet, length);
  return Array.from({ length: count }, () => {
    const size = random.int(Math.min(15, length - 1), Math.min(LENGTH, length));
    const start = random.int(0, length - size);
    return line.slice(start, start + size);
  });
}

/** saved[set][first]: the most letters that overlaps save in a line of the fragments in `set` that begins with `first`. */
function shortest(fragments) {
  const distinct = [...new Set(fragments)];
  const needed = distinct.filter((word) => !distinct.some((other) => other !== word && other.includes(word)));
  const overlap = needed.map((left) => needed.map((right) => sharedLetters(left, right)));
  const saved = Array.from({ length: 1 << needed.length }, () => new Int32Array(needed.length).fill(-1));
  for (let set = 1; set < saved.length; set++) {
    for (let first = 0; first < needed.length; first++) {
      if (!(set & (1 << first))) continue;
      const rest = set ^ (1 << first);
      if (rest === 0) saved[set][first] = 0;
      for (let next = 0; next < needed.length; next++) {
        if (rest & (1 << next)) saved[set][first] = Math.max(saved[set][first], overlap[first][next] + saved[rest][next]);
      }
    }
  }
  return needed.join('').length - Math.max(...saved.at(-1));
}

/** The longest end of `left` that is a beginning of `right`, by the borders of both words put together. */
function sharedLetters(left, right) {
  const text = `${right}|${left}`;
  const border = [0];
  for (let i = 1; i < text.length; i++) {
    let k = border[i - 1];
    while (k > 0 && text[i] !== text[k]) k = border[k - 1];
    border.push(text[i] === text[k] ? k + 1 : 0);
  }
  return border.at(-1);
}
