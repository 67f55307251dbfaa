const DAYS = 10n ** 18n;
const BOUND = 10n ** 9n;

// Reads n from its highest bit: twice as many days make sum + power * sum, one more day makes 1 + a * sum.
function copies(a, n, m) {
  let [sum, power] = [0n, 1n];
  for (const bit of n.toString(2)) {
    [sum, power] = [(sum + power * sum) % m, (power * power) % m];
    if (bit === '1') [sum, power] = [(1n + a * sum) % m, (power * a) % m];
  }
  return sum;
}

function test(name, questions) {
  const lines = [questions.length, ...questions.map((question) => question.join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${questions.map((q) => copies(...q)).join('\n')}\n` };
}

export function* tests(random) {
  const questions = (count, make) => Array.from({ length: count }, make);
  const upTo = (bound) => random.bigint(1n, bound);

  const small = [];
  for (let a = 0n; a < 8n; a++) for (let n = 1n; n < 12n; n++) for (let m = 1n; m < 8n; m++) small.push([a, n, m]);

  yield test('20-all-small', small);
  yield test(
    '21-random-small',
    questions(2000, () => [upTo(50n), upTo(50n), upTo(50n)]),
  );
  yield test(
    '22-prime-modulus',
    questions(2000, () => [upTo(BOUND), upTo(DAYS), 998_244_353n]),
  );
  yield test(
    '23-powers-of-two',
    questions(2000, () => [upTo(BOUND), upTo(DAYS), 2n ** upTo(29n)]),
  );
  yield test(
    '24-near-the-modulus',
    questions(2000, () => {
      const m = upTo(BOUND - 2n) + 1n;
      return [m + random.pick([-1n, 0n, 1n]), upTo(DAYS), m];
    }),
  );
  yield test(
    '25-common-divisors',
    questions(2000, () => {
      const divisor = upTo(30_000n);
      return [divisor * upTo(30_000n) + random.pick([0n, 1n]), upTo(DAYS), divisor * upTo(30_000n)];
    }),
  );
  yield test(
    '26-few-days',
    questions(3000, () => [upTo(BOUND), upTo(20n), upTo(BOUND)]),
  );
  const powers = Array.from({ length: 60 }, (_, k) => 2n ** BigInt(k));
  yield test(
    '27-bits-of-n',
    powers
      .flatMap((n) => [
        [7n, n, BOUND],
        [6n, 2n * n - 1n, BOUND],
      ])
      .filter(([, n]) => n <= DAYS),
  );
  yield test(
    '28-large',
    questions(10_000, () => [upTo(BOUND), upTo(DAYS), upTo(BOUND)]),
  );
  const near = (bound) => bound - random.bigint(0n, 99n);
  yield test(
    '29-largest',
    questions(10_000, () => [near(BOUND), near(DAYS), near(BOUND)]),
  );
}
