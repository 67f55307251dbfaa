const MAX = 100_000;
const LAST = 1_000_000_000;

// Counts the changes per minute, so that a handover cancels out, then walks over the minutes with a change.
function lonely(shifts) {
  const change = new Map();
  for (const [from, to] of shifts) {
    change.set(from, (change.get(from) ?? 0) + 1);
    change.set(to, (change.get(to) ?? 0) - 1);
  }
  let [keepers, since, total, longest] = [0, 0, 0, 0];
  for (const minute of [...change.keys()].sort((a, b) => a - b)) {
    const before = keepers;
    keepers += change.get(minute);
    if (before === 1 && keepers !== 1) {
      total += minute - since;
      longest = Math.max(longest, minute - since);
    }
    if (before !== 1 && keepers === 1) since = minute;
  }
  return `${total} ${longest}`;
}

const test = (name, shifts) => ({
  name,
  input: `${shifts.length}\n${shifts.map((shift) => shift.join(' ')).join('\n')}\n`,
  answer: `${lonely(shifts)}\n`,
});

function randomShifts(random, n, last, longest) {
  return Array.from({ length: n }, () => {
    const from = random.int(0, last - 1);
    return [from, Math.min(last, from + random.int(1, longest))];
  });
}

function chain(random, n, step) {
  return random.shuffle(Array.from({ length: n }, (_, i) => [i * step, (i + 1) * step]));
}

export function* tests(random) {
  yield test('20-small', randomShifts(random, 6, 30, 8));
  yield test('21-dense', randomShifts(random, 300, 1000, 4));
  yield test('22-sparse', randomShifts(random, 2000, LAST, 500_000));
  yield test('23-many-touching', randomShifts(random, 5000, 9000, 2));
  yield test('24-same-shift', Array(2000).fill([7, LAST]));
  yield test('25-chain', chain(random, MAX, LAST / MAX));
  yield test(
    '26-nested',
    Array.from({ length: MAX }, (_, i) => [i, 2 * MAX - i]),
  );
  yield test('27-large-random', randomShifts(random, MAX, LAST, 20_000));
}
