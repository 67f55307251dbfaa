const MAX = 200_000;

// For every last stall in turn, the first stall moves on as long as the list stays fulfilled.
function shortestStretch(list, stalls) {
  const missing = [0, ...list];
  let bagsMissing = list.reduce((a, b) => a + b, 0);
  let first = 0;
  let best = null;
  for (let last = 0; last < stalls.length; last++) {
    if (missing[stalls[last]]-- > 0) bagsMissing--;
    if (bagsMissing > 0) continue;
    while (missing[stalls[first]] < 0) missing[stalls[first++]]++;
    if (best === null || last - first < best[1] - best[0]) best = [first, last];
  }
  return best === null ? '-1' : `${best[0] + 1} ${best[1] + 1}`;
}

function test(name, list, stalls) {
  const input = `${stalls.length} ${list.length}\n${list.join(' ')}\n${stalls.join(' ')}\n`;
  return { name, input, answer: `${shortestStretch(list, stalls)}\n` };
}

export function* tests(random) {
  const numbers = (length, lo, hi) => Array.from({ length }, () => random.int(lo, hi));

  yield test('20-small', [2, 1, 0], numbers(20, 1, 3));
  yield test(
    '21-many-ties',
    [3, 3],
    Array.from({ length: 3000 }, (_, i) => 1 + (i % 2)),
  );
  yield test('22-random', numbers(20, 0, 4), numbers(3000, 1, 20));
  yield test(
    '23-rare-kind',
    [2, 1, 3, 1],
    numbers(5000, 1, 300).map((kind) => Math.min(kind, 4)),
  );
  yield test(
    '24-one-bag-short',
    [2501, 2500],
    Array.from({ length: 5000 }, (_, i) => 1 + (i % 2)),
  );
  yield test('25-every-kind-once', Array(20_000).fill(1), random.shuffle(Array.from({ length: 20_000 }, (_, i) => i + 1)));
  yield test('26-half-the-street', [MAX / 4, 0, 1], numbers(MAX, 1, 2).fill(3, MAX / 2, MAX / 2 + 1));
  yield test('27-large-few-kinds', numbers(9, 1000, 5000), numbers(MAX, 1, 9));
  yield test('28-large-many-kinds', numbers(40_000, 0, 1), numbers(MAX, 1, 40_000));
}
