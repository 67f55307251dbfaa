const TOWNS = 30_000;
const ROADS = 60_000;
const TOLL = 10 ** 9;

export function* tests(random) {
  for (let i = 0; i < 4; i++) yield test(random, `2${i}-small`, 7, roads(random, 7, 10, 20));
  yield test(random, '24-few-roads', TOWNS, roads(random, TOWNS, TOWNS - 1, TOLL));
  yield test(random, '25-random', TOWNS, roads(random, TOWNS, ROADS, TOLL));
  yield test(random, '26-crowded', 300, roads(random, 300, 20_000, TOLL));
  yield test(random, '27-line', TOWNS, line(random, TOWNS, TOLL, TOLL));
  yield test(random, '28-line-with-detours', TOWNS, [...line(random, TOWNS, 1, 9), ...detours(random, TOWNS, ROADS - TOWNS)]);
  yield test(random, '29-grid', 8000, grid(random, 80, 100));
  yield test(random, '30-one-dear-bridge', TOWNS, bridge(random));
}

/** Renames the towns in between; the first and the last keep their place. */
function test(random, name, towns, drawn) {
  const between = random.shuffle(Array.from({ length: towns - 2 }, (_, i) => i + 2));
  const label = [1, ...between, towns];
  const renamed = random.shuffle(drawn).map(([a, b, toll]) => [label[a], label[b], toll]);
  const lines = [`${towns} ${renamed.length}`, ...renamed.map((road) => road.join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${cheapest(towns, renamed)}\n` };
}

function roads(random, towns, count, toll) {
  return Array.from({ length: count }, () => {
    const a = random.int(0, towns - 1);
    const b = random.int(0, towns - 2);
    return [a, b < a ? b : b + 1, random.int(1, toll)];
  });
}

const line = (random, towns, least, most) => Array.from({ length: towns - 1 }, (_, i) => [i, i + 1, random.int(least, most)]);

/** Roads that skip towns of a line and cost about as much as the way along it. */
function detours(random, towns, count) {
  return Array.from({ length: count }, () => {
    const a = random.int(0, towns - 2);
    const b = random.int(a + 1, Math.min(towns - 1, a + 30));
    return [a, b, random.int(3 * (b - a), 7 * (b - a))];
  });
}

function grid(random, rows, columns) {
  const result = [];
  for (let i = 0; i < rows * columns; i++) {
    if ((i + 1) % columns !== 0) result.push([i, i + 1, random.int(1, 1000)]);
    if (i + columns < rows * columns) result.push([i, i + columns, random.int(1, 1000)]);
  }
  return result;
}

/** Two halves with cheap roads and a single road between them. */
function bridge(random) {
  const half = TOWNS / 2;
  const left = [...line(random, half, 900, 1000), ...roads(random, half, 15_000, 1000)];
  const right = [...line(random, half, 900, 1000), ...roads(random, half, 15_000, 1000)];
  return [...left, ...right.map(([a, b, toll]) => [a + half, b + half, toll]), [half - 1, half, TOLL]];
}

/** Tolls from both ends without the voucher; then each road in turn gets it, in either direction. */
function cheapest(towns, drawn) {
  const there = tolls(towns, drawn, 1);
  const back = tolls(towns, drawn, towns);
  let best = there[towns];
  for (const [a, b, toll] of drawn) {
    const half = Math.floor(toll / 2);
    best = Math.min(best, there[a] + half + back[b], there[b] + half + back[a]);
  }
  return best === Infinity ? 'unreachable' : best;
}

function tolls(towns, drawn, start) {
  const leaving = Array.from({ length: towns + 1 }, () => []);
  for (const [a, b, toll] of drawn) {
    leaving[a].push([b, toll]);
    leaving[b].push([a, toll]);
  }
  const paid = new Float64Array(towns + 1).fill(Infinity);
  paid[start] = 0;
  const heap = [[0, start]];
  while (heap.length > 0) {
    const [coins, town] = popSmallest(heap);
    if (coins > paid[town]) continue;
    for (const [next, toll] of leaving[town]) {
      if (coins + toll >= paid[next]) continue;
      paid[next] = coins + toll;
      push(heap, [paid[next], next]);
    }
  }
  return paid;
}

function push(heap, entry) {
  let i = heap.length;
  for (let parent; i > 0 && heap[(parent = (i - 1) >> 1)][0] > entry[0]; i = parent) heap[i] = heap[parent];
  heap[i] = entry;
}

function popSmallest(heap) {
  const smallest = heap[0];
  const last = heap.pop();
  if (heap.length === 0) return smallest;
  let i = 0;
  for (let child; (child = 2 * i + 1) < heap.length; i = child) {
    if (child + 1 < heap.length && heap[child + 1][0] < heap[child][0]) child++;
    if (heap[child][0] >= last[0]) break;
    heap[i] = heap[child];
  }
  heap[i] = last;
  return smallest;
}
