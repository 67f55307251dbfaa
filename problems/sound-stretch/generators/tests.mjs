const MAX = 500_000;
const KINDS = ['()', '[]', '{}'];
const ALL = '()[]{}';

// before[i]: the length of the longest sound piece that ends just before position i.
function longestPieces(strip) {
  const before = new Int32Array(strip.length + 1);
  let longest = 0;
  let ways = 0;
  for (let i = 0; i < strip.length; i++) {
    const opening = i - before[i] - 1;
    if (opening < 0 || !KINDS.includes(strip[opening] + strip[i])) continue;
    before[i + 1] = i + 1 - opening + before[opening];
    if (before[i + 1] > longest) [longest, ways] = [before[i + 1], 0];
    if (before[i + 1] === longest) ways++;
  }
  return `${longest} ${ways}`;
}

const test = (name, strip) => ({ name, input: `${strip}\n`, answer: `${longestPieces(strip)}\n` });

/** A sound sequence of `pairs` pairs that tends to open while `eager` is high. */
function sound(random, pairs, eager) {
  const open = [];
  let opened = 0;
  let strip = '';
  while (opened < pairs || open.length > 0) {
    const mayOpen = opened < pairs && (open.length === 0 || random.int(1, 100) <= eager);
    if (mayOpen) {
      const kind = random.pick(KINDS);
      open.push(kind[1]);
      strip += kind[0];
      opened++;
    } else {
      strip += open.pop();
    }
  }
  return strip;
}

function spoiled(random, strip, changes) {
  const brackets = [...strip];
  for (let i = 0; i < changes; i++) brackets[random.int(0, brackets.length - 1)] = random.pick([...ALL]);
  return brackets.join('');
}

export function* tests(random) {
  yield test('20-random-two', random.string('()', 40));
  yield test('21-random-all', random.string(ALL, 3000));
  yield test('22-random-one-kind', random.string('[]', 3000));
  yield test('23-few-faults', spoiled(random, sound(random, 1500, 50), 12));
  yield test('24-wrong-kinds', sound(random, 1000, 60).replace(/\]/g, ')'));
  yield test('25-many-ties', '[()]{'.repeat(4000));
  yield test('26-all-opening', '('.repeat(MAX));
  yield test('27-all-closing', '}'.repeat(MAX));
  yield test('28-deep', `${'([{'.repeat(MAX / 6)}${'}])'.repeat(MAX / 6)}`);
  yield test('29-chain', '(){}'.repeat(MAX / 4));
  yield test('30-large-few-faults', spoiled(random, sound(random, MAX / 2, 55), 5));
  yield test('31-opening-then-sound', `${'{'.repeat(MAX / 2)}${sound(random, MAX / 4, 50)}`);
}
