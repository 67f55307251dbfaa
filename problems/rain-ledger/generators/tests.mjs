const MAX = 100_000;
const VALUE = 1_000_000_000;

// Sums stay below 10^14, so ordinary numbers are exact.
function answers(values, questions) {
  const until = [0];
  for (const value of values) until.push(until.at(-1) + value);
  const total = until.at(-1);
  return questions.map(([l, r]) => until[r] - until[l - 1] + (l > r ? total : 0));
}

function test(name, values, questions) {
  const lines = [`${values.length} ${questions.length}`, values.join(' '), ...questions.map((pair) => pair.join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${answers(values, questions).join('\n')}\n` };
}

export function* tests(random) {
  const list = (length, make) => Array.from({ length }, make);
  const values = (n, bound) => list(n, () => random.int(-bound, bound));
  const questions = (n, q) => list(q, () => [random.int(1, n), random.int(1, n)]);
  const everyPair = list(64, (_, i) => [1 + Math.floor(i / 8), 1 + (i % 8)]);

  yield test('20-every-pair', values(8, 20), everyPair);
  yield test('21-random', values(1000, VALUE), questions(1000, 1000));
  yield test(
    '22-one-day',
    [VALUE],
    list(5000, () => [1, 1]),
  );
  yield test('23-one-question', values(MAX, 9), [[2, 1]]);
  yield test(
    '24-largest-sums',
    list(20_000, () => VALUE),
    questions(20_000, 2000),
  );
  yield test(
    '25-most-negative',
    list(20_000, () => -VALUE),
    questions(20_000, 2000),
  );
  yield test(
    '26-past-the-end',
    values(MAX, 9),
    list(MAX / 2, (_, i) => [MAX - i, Math.max(1, MAX - i - 1)]),
  );
  yield test('27-large-random', values(MAX, VALUE), questions(MAX, MAX));
}
