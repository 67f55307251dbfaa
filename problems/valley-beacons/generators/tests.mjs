const VILLAGES = 100_000;
const COST = 10 ** 9;

export function* tests(random) {
  for (let i = 0; i < 4; i++) yield test(random, `2${i}-small`, 9, 9, (v) => random.int(0, v - 1));
  yield test(random, '24-short-row', 200, 9, (v) => v - 1);
  yield test(random, '25-star', 20_000, COST, () => 0);
  yield test(random, '26-comb', 20_000, COST, (v) => (v % 2 ? v - 1 : v - 2));
  yield test(random, '27-halves', 30_000, 20, (v) => (v - 1) >> 1);
  yield test(random, '28-broom', 20_000, 99, (v) => (v < 10_000 ? v - 1 : 9999));
  yield test(random, '29-row', VILLAGES, COST, (v) => v - 1, { relabel: false });
  yield test(random, '30-random', VILLAGES, COST, (v) => random.int(Math.max(0, v - 1000), v - 1));
}

/** `up(v)` names an earlier village that village v > 0 is joined with. */
function test(random, name, villages, most, up, { relabel = true } = {}) {
  const label = Array.from({ length: villages }, (_, i) => i + 1);
  const cost = label.map(() => random.int(1, most));
  const paths = Array.from({ length: villages - 1 }, (_, i) => [i + 1, up(i + 1)]);
  if (relabel) {
    random.shuffle(label);
    random.shuffle(paths);
  }
  const labelled = paths.map(([a, b]) => [label[a], label[b]]);
  const lines = [`${villages}`, cost.join(' '), ...labelled.map((path) => path.join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${cheapest(cost, labelled)}\n` };
}

/**
 * Takes villages with a single path off the tree, one by one, and folds each into its neighbour. Costs of what
 * has been folded into a village: `lit` with a beacon there, `seen` with a beacon next to it, `dark` with neither yet.
 */
function cheapest(cost, paths) {
  const neighbours = cost.map(() => new Set());
  for (const [a, b] of paths) {
    neighbours[a - 1].add(b - 1);
    neighbours[b - 1].add(a - 1);
  }
  const state = cost.map((lit) => ({ lit, seen: Infinity, dark: 0 }));
  const leaves = cost.map((_, v) => v).filter((v) => neighbours[v].size === 1);
  let last = 0;
  for (const leaf of leaves) {
    const [rest] = neighbours[leaf];
    last = rest ?? leaf;
    if (rest === undefined) break;
    const { lit, seen, dark } = state[leaf];
    const into = state[rest];
    state[rest] = {
      lit: into.lit + Math.min(lit, seen, dark),
      seen: Math.min(into.seen + Math.min(lit, seen), into.dark + lit),
      dark: into.dark + seen,
    };
    neighbours[rest].delete(leaf);
    if (neighbours[rest].size === 1) leaves.push(rest);
  }
  return Math.min(state[last].lit, state[last].seen);
}
