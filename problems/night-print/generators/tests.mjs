const MACHINES = 50_000;
const BOUND = 1_000_000_000;

// Beyond 2^53 the search needs BigInt; each step then counts pages only until there are enough.
function readyAfter(machines, pages) {
  const enough = (time) => {
    let count = 0n;
    for (const [warmUp, perPage] of machines) {
      if (time > warmUp) count += (time - warmUp) / perPage;
      if (count >= pages) return true;
    }
    return false;
  };
  let tooShort = 0n;
  let long = 1n;
  while (!enough(long)) [tooShort, long] = [long, long * 2n];
  while (long - tooShort > 1n) {
    const middle = (tooShort + long) / 2n;
    if (enough(middle)) long = middle;
    else tooShort = middle;
  }
  return long;
}

function test(name, pages, machines) {
  const lines = [`${machines.length} ${pages}`, ...machines.map((machine) => machine.join(' '))];
  const answer = readyAfter(
    machines.map(([warmUp, perPage]) => [BigInt(warmUp), BigInt(perPage)]),
    BigInt(pages),
  );
  return { name, input: `${lines.join('\n')}\n`, answer: `${answer}\n` };
}

export function* tests(random) {
  const machines = (count, warmUp, perPage) => Array.from({ length: count }, () => [random.int(0, warmUp), random.int(1, perPage)]);

  yield test('20-small', 10, machines(4, 20, 6));
  yield test('21-few-pages', 7, machines(200, 100, 1000));
  yield test('22-random', 12_345, machines(300, 10_000, 500));
  yield test('23-one-fast-machine', BOUND, [[BOUND, 1], ...machines(20, 100, 3).map(([w, t]) => [w, t + BOUND - 3])]);
  yield test(
    '24-slow-machines',
    BOUND,
    machines(3, BOUND, 3).map(([w, t]) => [w, t + BOUND - 3]),
  );
  yield test(
    '25-nine-machines-per-page',
    9_999,
    Array.from({ length: 9 }, () => [0, 7]),
  );
  yield test('26-large-all-fast', BOUND, machines(MACHINES, 9, 3));
  yield test(
    '27-large-slow-start',
    BOUND,
    machines(MACHINES, 9, 3).map(([w, t]) => [w + BOUND - 9, t]),
  );
  yield test('28-large-random', BOUND, machines(MACHINES, BOUND, BOUND));
}
