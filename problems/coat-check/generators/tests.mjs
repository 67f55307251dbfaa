const HOOKS = 200_000;
const REQUESTS = 100_000;

export function* tests(random) {
  for (let i = 0; i < 4; i++) yield test(`2${i}-small`, 9, requests(random, 9, 20, 55));
  yield test('24-power-of-two', 131_072, requests(random, 131_072, 20_000, 60));
  yield test('25-few-hooks', 3, requests(random, 3, 30_000, 50));
  yield test(
    '26-last-coat',
    HOOKS,
    Array.from({ length: REQUESTS }, (_, i) => ['take', HOOKS - i]),
  );
  yield test(
    '27-to-and-fro',
    HOOKS,
    Array.from({ length: REQUESTS }, (_, i) => [i % 2 ? 'hang' : 'take', HOOKS]),
  );
  yield test('28-random', HOOKS, requests(random, HOOKS, REQUESTS, 70));
  yield test('29-nearly-empty', 39_900, requests(random, 39_900, 40_000, 100));
}

function test(name, hooks, list) {
  const lines = [`${hooks} ${list.length}`, ...list.map((request) => request.join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${serve(hooks, list).join('\n')}\n` };
}

/** `share` percent of the requests take a coat, as far as there are coats and empty hooks. */
function requests(random, hooks, count, share) {
  const rail = createRail(hooks);
  const empty = [];
  return Array.from({ length: count }, () => {
    const hanging = hooks - empty.length;
    if (empty.length === 0 || (hanging > 0 && random.int(1, 100) <= share)) {
      const k = random.int(1, hanging);
      empty.push(rail.take(k));
      return ['take', k];
    }
    const i = random.int(0, empty.length - 1);
    [empty[i], empty[empty.length - 1]] = [empty.at(-1), empty[i]];
    const hook = empty.pop();
    rail.hang(hook);
    return ['hang', hook];
  });
}

function serve(hooks, list) {
  const rail = createRail(hooks);
  const taken = [];
  for (const [verb, number] of list) {
    if (verb === 'take') taken.push(rail.take(number));
    else rail.hang(number);
  }
  return taken;
}

/** The rail in stretches of some hundred hooks, each with the number of its coats. */
function createRail(hooks) {
  const width = 450;
  const coat = new Uint8Array(hooks + 1).fill(1, 1);
  const coats = new Int32Array(Math.floor(hooks / width) + 1);
  for (let hook = 1; hook <= hooks; hook++) coats[Math.floor(hook / width)] += 1;

  function change(hook, by) {
    coat[hook] += by;
    coats[Math.floor(hook / width)] += by;
  }

  function take(k) {
    let stretch = 0;
    let left = k;
    while (coats[stretch] < left) left -= coats[stretch++];
    let hook = stretch * width;
    for (left -= coat[hook]; left > 0; left -= coat[hook]) hook += 1;
    change(hook, -1);
    return hook;
  }

  return { take, hang: (hook) => change(hook, 1) };
}
