const MAX = 100_000;
const LONGEST = 10 ** 9;
const LAST = 10 ** 14;

// In the order of the last days, every ferry is taken; whenever one is late, the longest repair so far is given up.
// A heap in an array: the parent of i is (i - 1) >> 1.
function mostRepairs(requests) {
  const taken = [];
  let days = 0;
  for (const [duration, last] of requests.toSorted((a, b) => a[1] - b[1])) {
    push(taken, duration);
    days += duration;
    if (days > last) days -= popLongest(taken);
  }
  return taken.length;
}

function push(heap, value) {
  let i = heap.push(value) - 1;
  while (i > 0 && heap[(i - 1) >> 1] < value) {
    heap[i] = heap[(i - 1) >> 1];
    i = (i - 1) >> 1;
  }
  heap[i] = value;
}

function popLongest(heap) {
  const top = heap[0];
  const value = heap.pop();
  if (heap.length === 0) return top;
  let i = 0;
  for (let child = 1; child < heap.length; child = 2 * i + 1) {
    if (child + 1 < heap.length && heap[child + 1] > heap[child]) child++;
    if (heap[child] <= value) break;
    heap[i] = heap[child];
    i = child;
  }
  heap[i] = value;
  return top;
}

const test = (name, requests) => ({
  name,
  input: `${requests.length}\n${requests.map((request) => request.join(' ')).join('\n')}\n`,
  answer: `${mostRepairs(requests)}\n`,
});

export function* tests(random) {
  const requests = (n, longest, last) => Array.from({ length: n }, () => [random.int(1, longest), random.int(1, last)]);
  const range = (n, make) => Array.from({ length: n }, (_, i) => make(i));

  yield test('20-small', requests(8, 6, 20));
  yield test('21-crowded', requests(300, 50, 2000));
  yield test('22-long-repairs', requests(2000, LONGEST, 10 ** 11));
  yield test(
    '23-one-last-day',
    requests(3000, 1000, 1).map(([d]) => [d, 500_000]),
  );
  yield test(
    '24-shorter-and-later',
    range(3000, (i) => [3000 - i, 3000 + i]),
  );
  yield test(
    '25-many-equal',
    requests(5000, 3, 8).map(([d, t]) => [d, 1000 * t]),
  );
  yield test('26-long-then-many', random.shuffle([[LONGEST, LONGEST], ...range(3000, (i) => [2, LONGEST + 2 * i + 2])]));
  yield test('27-all-in-time', random.shuffle(range(MAX, (i) => [3, 3 * (i + 1)])));
  yield test('28-plenty-of-time', requests(20_000, LONGEST, LAST));
  yield test('29-large', requests(MAX, 1000, 5_000_000));
  yield test('30-large-numbers', requests(MAX, LONGEST, 10 ** 13));
}
