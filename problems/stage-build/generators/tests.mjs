const TASKS = 50_000;
const RULES = 100_000;
const SECONDS = 10 ** 9;

export function* tests(random) {
  for (let i = 0; i < 4; i++) yield test(random, `2${i}-small`, 8, 9, rules(random, 8, 9, 7));
  yield test(random, '24-chain', TASKS, SECONDS, chain(TASKS));
  yield test(random, '25-chain-backwards', TASKS, SECONDS, chain(TASKS).reverse(), { relabel: false });
  yield test(random, '26-far-rules', TASKS, SECONDS, rules(random, TASKS, RULES, TASKS));
  yield test(random, '27-near-rules', 20_000, SECONDS, rules(random, 20_000, 40_000, 5));
  yield test(random, '28-one-loop', 20_000, SECONDS, [...chain(20_000), ...rules(random, 20_000, 20_000, 3), [19_000, 1000]]);
  yield test(random, '29-ring', TASKS, SECONDS, [...chain(TASKS), [TASKS - 1, 0]]);
  yield test(random, '30-layers', 10_000, SECONDS, layers(100, 100));
}

function test(random, name, tasks, longest, pairs, { relabel = true } = {}) {
  const seconds = Array.from({ length: tasks }, () => random.int(Math.ceil(longest / 2), longest));
  const label = Array.from({ length: tasks }, (_, i) => i + 1);
  if (relabel) {
    random.shuffle(label);
    random.shuffle(pairs);
  }
  const labelled = pairs.map(([a, b]) => [label[a], label[b]]);
  const lines = [`${tasks} ${pairs.length}`, seconds.join(' '), ...labelled.map((pair) => pair.join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${readyAfter(seconds, labelled)}\n` };
}

/** Every task waits only for tasks before it, at most `reach` away. */
function rules(random, tasks, count, reach) {
  return Array.from({ length: count }, () => {
    const b = random.int(1, tasks - 1);
    return [random.int(Math.max(0, b - reach), b - 1), b];
  });
}

const chain = (tasks) => Array.from({ length: tasks - 1 }, (_, i) => [i, i + 1]);

/** Every task waits for two tasks of the layer before: the number of ways through grows exponentially. */
function layers(count, width) {
  const pairs = [];
  for (let i = width; i < count * width; i++) {
    pairs.push([i - width, i], [i - width + (i % width === width - 1 ? 1 - width : 1), i]);
  }
  return pairs;
}

/** Depth first over what each task waits for, with a stack of our own. */
function readyAfter(seconds, labelled) {
  const waitsFor = seconds.map(() => []);
  for (const [a, b] of labelled) waitsFor[b - 1].push(a - 1);
  const finish = new Float64Array(seconds.length);
  const state = new Uint8Array(seconds.length);
  const visited = new Int32Array(seconds.length);
  for (let root = 0; root < seconds.length; root++) {
    const stack = state[root] === 0 ? [root] : [];
    while (stack.length > 0) {
      const task = stack.at(-1);
      state[task] = 1;
      if (visited[task] < waitsFor[task].length) {
        const before = waitsFor[task][visited[task]++];
        if (state[before] === 1) return 'impossible';
        if (state[before] === 0) stack.push(before);
        continue;
      }
      finish[task] = seconds[task] + waitsFor[task].reduce((latest, before) => Math.max(latest, finish[before]), 0);
      state[task] = 2;
      stack.pop();
    }
  }
  return finish.reduce((a, b) => Math.max(a, b), 0);
}
