const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const MAX = 100_000;

// A Set keeps the order of insertion, which is the order of coming in.
function report(swipes) {
  const inside = new Set();
  let fullest = 0;
  for (const badge of swipes) {
    if (!inside.delete(badge)) inside.add(badge);
    fullest = Math.max(fullest, inside.size);
  }
  return [`${fullest} ${inside.size}`, ...inside];
}

const test = (name, swipes) => ({
  name,
  input: `${swipes.length}\n${swipes.join('\n')}\n`,
  answer: `${report(swipes).join('\n')}\n`,
});

function distinctBadges(random, count) {
  const badges = new Set();
  while (badges.size < count) badges.add(random.string(ALPHABET, random.int(6, 12)));
  return [...badges];
}

export function* tests(random) {
  const swipesOf = (badges, n) => Array.from({ length: n }, () => random.pick(badges));

  yield test('20-three-badges', swipesOf(['a', 'b', 'c'], 50));
  yield test('21-digits', swipesOf(['0', '00', '1', '01', '10', '010'], 300));
  yield test('22-random', swipesOf(distinctBadges(random, 300), 3000));
  yield test('23-one-badge', Array(9999).fill('solo'));
  const crowd = distinctBadges(random, MAX / 2);
  yield test('24-first-in-last-out', [...crowd, ...crowd.toReversed()]);
  yield test('25-many-badges', swipesOf(crowd, MAX));
  yield test('26-all-stay', distinctBadges(random, MAX));
}
