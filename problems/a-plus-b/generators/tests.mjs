const LIMIT = 10n ** 18n;

export function* tests(random) {
  for (const [name, bound] of [
    ['20-digits', 99n],
    ['21-int32', 2n ** 31n],
    ['22-int53', 2n ** 53n],
    ['23-large', LIMIT],
    ['24-large', LIMIT],
  ]) {
    const a = random.bigint(-bound, bound);
    const b = random.bigint(-bound, bound);
    yield { name, input: `${a} ${b}\n`, answer: `${a + b}\n` };
  }
  const a = random.bigint(LIMIT / 2n, LIMIT);
  yield { name: '25-nearly-cancel', input: `${a} ${1n - a}\n`, answer: '1\n' };
  const b = random.bigint(-LIMIT, -LIMIT / 2n);
  yield { name: '26-both-negative', input: `${b} ${b}\n`, answer: `${2n * b}\n` };
}
