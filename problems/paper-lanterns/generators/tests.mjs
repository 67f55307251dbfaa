const LANTERNS = 100_000;
const SIZE = 10 ** 6;

export function* tests(random) {
  for (let i = 0; i < 4; i++) yield test(`2${i}-small`, lanterns(random, 12, 7));
  yield test(
    '24-tall',
    Array.from({ length: 20_000 }, () => [random.int(1, 3), random.int(1, SIZE)]),
  );
  yield test('25-many-equal', lanterns(random, 20_000, 100));
  yield test('26-random', lanterns(random, LANTERNS, SIZE));
  yield test('27-one-nest', random.shuffle(Array.from({ length: LANTERNS }, (_, i) => [10 * i + 1, SIZE - 10 * (LANTERNS - 1 - i)])));
  yield test('28-near-diagonal', diagonal(random, LANTERNS));
  yield test(
    '29-against-the-diagonal',
    diagonal(random, 40_000).map(([w, h]) => [w, SIZE + 1 - h]),
  );
}

function test(name, list) {
  const lines = [`${list.length}`, ...list.map((lantern) => lantern.join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${largestNest(list)}\n` };
}

const lanterns = (random, count, size) => Array.from({ length: count }, () => [random.int(1, size), random.int(1, size)]);

function diagonal(random, count) {
  return Array.from({ length: count }, () => {
    const w = random.int(1, SIZE);
    return [w, Math.min(SIZE, Math.max(1, w + random.int(-300, 300)))];
  });
}

/**
 * deepest[i] (a tree of maxima over heights) is the size of the best nest whose outer height is in its range.
 * The lanterns of one width are all looked up before any of them is entered.
 */
function largestNest(list) {
  const byWidth = [...list].sort((a, b) => a[0] - b[0]);
  const deepest = new Int32Array(SIZE + 1);
  let best = 0;
  for (let i = 0, end = 0; i < byWidth.length; i = end) {
    const depths = [];
    for (; end < byWidth.length && byWidth[end][0] === byWidth[i][0]; end++) {
      let inside = 0;
      for (let h = byWidth[end][1] - 1; h > 0; h &= h - 1) inside = Math.max(inside, deepest[h]);
      depths.push(inside + 1);
    }
    depths.forEach((depth, j) => {
      best = Math.max(best, depth);
      for (let h = byWidth[i + j][1]; h <= SIZE; h += h & -h) deepest[h] = Math.max(deepest[h], depth);
    });
  }
  return best;
}
