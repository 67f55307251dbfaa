const BEADS = 1000;

export function* tests(random) {
  for (let i = 0; i < 5; i++) yield test(`2${i}-small`, lengths(random, random.int(1, 3), 4), games(random, 60, 4, 9));
  yield test('25-one-length', [2], games(random, 100, 1, 60));
  yield test('26-two-lengths', [1, 2], games(random, 100, 5, 100));
  yield test('27-odd-lengths', [1, 3, 5, 7, 9], balanced(random, [1, 3, 5, 7, 9], 100));
  yield test('28-full-short-lengths', [1, 2, 3, 4, 5], balanced(random, [1, 2, 3, 4, 5], 100));
  yield test('29-full-mixed-lengths', [2, 3, 7, 20, 61], balanced(random, [2, 3, 7, 20, 61], 100));
  for (let i = 30; i < 34; i++) {
    const chosen = lengths(random, 5, i < 32 ? 30 : 400);
    yield test(`${i}-full`, chosen, balanced(random, chosen, 100));
  }
  yield test(
    '34-longest-strings',
    [1, 4, 6, 9, 11],
    Array.from({ length: 100 }, (_, i) => new Array(1 + (i % 50)).fill(BEADS)),
  );
}

function test(name, chosen, list) {
  const value = values(chosen);
  const winners = list.map((strings) => (strings.reduce((sum, beads) => sum ^ value[beads], 0) ? 'first' : 'second'));
  const lines = [`${chosen.length} ${list.length}`, chosen.join(' '), ...list.map((strings) => [strings.length, ...strings].join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${winners.join('\n')}\n` };
}

function lengths(random, count, longest) {
  const all = random.shuffle(Array.from({ length: longest }, (_, i) => i + 1));
  return all.slice(0, count).sort((a, b) => a - b);
}

const games = (random, count, strings, beads) =>
  Array.from({ length: count }, () => Array.from({ length: random.int(1, strings) }, () => random.int(1, beads)));

/** Left to chance hardly any game would be lost for the first player: half of them get a last string that makes it so. */
function balanced(random, chosen, count) {
  const value = values(chosen);
  return games(random, count, 49, BEADS).map((strings, i) => {
    const sum = strings.reduce((total, beads) => total ^ value[beads], 0);
    const fitting = value.flatMap((v, beads) => (beads > 0 && v === sum ? [beads] : []));
    return i % 2 === 0 && fitting.length > 0 ? random.shuffle([...strings, random.pick(fitting)]) : strings;
  });
}

/** The value of a string is the smallest number that none of the positions after it has. */
function values(chosen) {
  const value = [];
  for (let beads = 0; beads <= BEADS; beads++) {
    const after = new Set();
    for (const length of chosen) {
      for (let left = 0; left + length <= beads; left++) after.add(value[left] ^ value[beads - length - left]);
    }
    let smallest = 0;
    while (after.has(smallest)) smallest++;
    value.push(smallest);
  }
  return value;
}
