const STALLS = 300;
const PERMITS = 300;
const MONEY = 10 ** 9;

export function* tests(random) {
  for (let i = 0; i < 5; i++) yield market(random, `2${i}-small`, 7, 6, 9, 15);
  yield market(random, '25-medium', 60, 50, 1000, 200);
  yield market(random, '26-sparse', STALLS, PERMITS, MONEY, 600);
  yield market(random, '27-dense', STALLS, PERMITS, MONEY, 5000, 0.8);
  yield market(random, '28-few-permits', STALLS, 16, MONEY / 20, 900, 0.9);
  yield market(random, '29-many-permits', 150, PERMITS, MONEY, 450, 0.7);
  yield test('30-pairs', pairs(random));
  yield test('31-chain', chain(random));
  yield test('32-largest-profit', { prices: new Array(PERMITS).fill(1), stalls: Array.from({ length: STALLS }, (_, i) => [MONEY, [i]]) });
}

/** Permits cost `dearness` times what makes buying and not buying about equally attractive. */
function market(random, name, stallCount, permitCount, most, needs, dearness = 1) {
  const stalls = Array.from({ length: stallCount }, () => [random.int(1, most), new Set()]);
  for (let i = 0; i < needs; i++) random.pick(stalls)[1].add(random.int(0, permitCount - 1));
  const dearest = Math.min(MONEY, Math.max(1, Math.floor((most * stallCount * dearness) / permitCount)));
  const prices = Array.from({ length: permitCount }, () => random.int(1, dearest));
  return test(name, { prices, stalls: stalls.map(([earned, permits]) => [earned, [...permits].sort((a, b) => a - b)]) });
}

/** A stall for each two of 24 permits: hardly a stall pays on its own, many of them do. */
function pairs(random) {
  const permits = 24;
  const prices = Array.from({ length: permits }, () => random.int(1, MONEY));
  const stalls = [];
  for (let a = 0; a < permits; a++) for (let b = a + 1; b < permits; b++) stalls.push([random.int(1, MONEY / 12), [a, b]]);
  return { prices, stalls };
}

/** Stalls that need two neighbouring permits each: whole stretches pay or do not. */
function chain(random) {
  const prices = Array.from({ length: PERMITS }, () => random.int(400, 600));
  const stalls = Array.from({ length: PERMITS - 1 }, (_, i) => [random.int(400, 620), [i, i + 1]]);
  return { prices, stalls: random.shuffle(stalls) };
}

function test(name, { prices, stalls }) {
  const rows = stalls.map(([earned, permits]) => [earned, permits.length, ...permits.map((permit) => permit + 1)].join(' '));
  const lines = [`${stalls.length} ${prices.length}`, prices.join(' '), ...rows];
  return { name, input: `${lines.join('\n')}\n`, answer: `${largestProfit(prices, stalls)}\n` };
}

/** Everything that all the stalls bring in, less the smallest loss: a minimum cut, found along shortest paths. */
function largestProfit(prices, stalls) {
  const sink = stalls.length + prices.length + 1;
  const room = Array.from({ length: sink + 1 }, () => new Map());
  const connect = (from, to, capacity) => {
    room[from].set(to, capacity);
    room[to].set(from, 0);
  };
  stalls.forEach(([earned, permits], i) => {
    connect(0, i + 1, earned);
    for (const permit of permits) connect(i + 1, stalls.length + 1 + permit, Infinity);
  });
  prices.forEach((price, j) => connect(stalls.length + 1 + j, sink, price));
  let profit = stalls.reduce((sum, [earned]) => sum + earned, 0);
  for (let path = shortestPath(room, sink); path; path = shortestPath(room, sink)) {
    const amount = path.reduce((least, [from, to]) => Math.min(least, room[from].get(to)), Infinity);
    for (const [from, to] of path) {
      room[from].set(to, room[from].get(to) - amount);
      room[to].set(from, room[to].get(from) + amount);
    }
    profit -= amount;
  }
  return profit;
}

function shortestPath(room, sink) {
  const origin = new Map([[0, 0]]);
  for (const node of origin.keys()) {
    for (const [next, capacity] of room[node]) if (capacity > 0 && !origin.has(next)) origin.set(next, node);
    if (origin.has(sink)) break;
  }
  if (!origin.has(sink)) return undefined;
  const path = [];
  for (let node = sink; node !== 0; node = origin.get(node)) path.push([origin.get(node), node]);
  return path;
}
