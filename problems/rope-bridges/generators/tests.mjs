const LIMIT = 100_000;
const PEOPLE = 10 ** 9;

export function* tests(random) {
  for (let i = 0; i < 3; i++) yield test(`2${i}-small`, people(random, 8, 9), bridges(random, 8, 12));
  yield test('23-long-chain', people(random, 30_000, 99), chain(30_000));
  yield test('24-chain-backwards', people(random, 30_000, 99), chain(30_000).reverse());
  yield test('25-few-bridges', people(random, 40_000, PEOPLE), bridges(random, 40_000, 1000));
  yield test('26-few-islands', people(random, 50, PEOPLE), bridges(random, 50, 20_000));
  yield test('27-star', people(random, 30_000, 9), star(random, 30_000));
  yield test('28-full', new Array(LIMIT).fill(PEOPLE), bridges(random, LIMIT, LIMIT));
}

function test(name, inhabitants, pairs) {
  const lines = [`${inhabitants.length} ${pairs.length}`, inhabitants.join(' '), ...pairs.map((pair) => pair.join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${largest(inhabitants, pairs).join('\n')}\n` };
}

const people = (random, islands, most) => Array.from({ length: islands }, () => random.int(0, most));

function bridges(random, islands, count) {
  return Array.from({ length: count }, () => {
    const a = random.int(1, islands);
    const b = random.int(1, islands - 1);
    return [a, b < a ? b : b + 1];
  });
}

/** Chain and one bridge more that closes the ring. */
function chain(islands) {
  return Array.from({ length: islands }, (_, i) => [i + 1, ((i + 1) % islands) + 1]);
}

function star(random, islands) {
  const centre = random.int(1, islands);
  const others = Array.from({ length: islands }, (_, i) => i + 1).filter((island) => island !== centre);
  return random.shuffle(others).map((island) => [island, centre]);
}

/** Every island carries the list of its neighbourhood; the shorter list moves into the longer one. */
function largest(inhabitants, pairs) {
  const neighbourhood = inhabitants.map((count, island) => ({ islands: [island], people: count }));
  let most = inhabitants.reduce((a, b) => Math.max(a, b), 0);
  return pairs.map(([a, b]) => {
    let [small, large] = [neighbourhood[a - 1], neighbourhood[b - 1]];
    if (small === large) return most;
    if (small.islands.length > large.islands.length) [small, large] = [large, small];
    for (const island of small.islands) {
      large.islands.push(island);
      neighbourhood[island] = large;
    }
    large.people += small.people;
    most = Math.max(most, large.people);
    return most;
  });
}
