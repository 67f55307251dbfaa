const HOUSES = 50_000;
const PIPES = 100_000;
const PRICE = 10 ** 9;

export function* tests(random) {
  for (let i = 0; i < 4; i++) yield test(`2${i}-small`, boilers(random, 7, 1, 15), pipes(random, 7, 10, 12));
  yield test('24-boilers-are-cheap', boilers(random, 10_000, 1, 1000), pipes(random, 10_000, 20_000, PRICE));
  yield test('25-boilers-are-dear', boilers(random, 20_000, PRICE - 9, PRICE), pipes(random, 20_000, 40_000, 1000));
  yield test('26-mixed', boilers(random, HOUSES, 1, PRICE), pipes(random, HOUSES, PIPES, PRICE));
  yield test('27-street', boilers(random, 20_000, 1, PRICE), street(random, 20_000));
  yield test('28-crowded', boilers(random, 400, 1, 99), pipes(random, 400, 20_000, PRICE));
  yield test(
    '29-all-prices-equal',
    boilers(random, 10_000, PRICE, PRICE),
    street(random, 10_000).map(([u, v]) => [u, v, PRICE]),
  );
  yield test('30-no-pipes', boilers(random, HOUSES, PRICE, PRICE), []);
}

function test(name, prices, offers) {
  const lines = [`${prices.length} ${offers.length}`, prices.join(' '), ...offers.map((offer) => offer.join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${cheapest(prices, offers)}\n` };
}

const boilers = (random, houses, least, most) => Array.from({ length: houses }, () => random.int(least, most));

function pipes(random, houses, count, most) {
  return Array.from({ length: count }, () => {
    const u = random.int(1, houses);
    const v = random.int(1, houses - 1);
    return [u, v < u ? v : v + 1, random.int(1, most)];
  });
}

/** The pipes get dearer along the street, so that its houses join one by one. */
function street(random, houses) {
  return random.shuffle(Array.from({ length: houses - 1 }, (_, i) => [i + 1, i + 2, 10_000 * (i + 1)]));
}

/** Every warm group grows by its cheapest offer at the same time; a boiler is an offer from house 0. */
function cheapest(prices, offers) {
  const all = [...prices.map((price, i) => [0, i + 1, price]), ...offers];
  const group = Array.from({ length: prices.length + 1 }, (_, i) => i);
  const find = (house) => {
    while (group[house] !== house) house = group[house] = group[group[house]];
    return house;
  };
  let total = 0;
  let groups = group.length;
  while (groups > 1) {
    const chosen = new Map();
    all.forEach(([u, v, price], i) => {
      const ends = [find(u), find(v)];
      if (ends[0] === ends[1]) return;
      // The smaller index wins among equal prices: the choices of one round then never close a ring.
      for (const end of ends) if (!chosen.has(end) || price < all[chosen.get(end)][2]) chosen.set(end, i);
    });
    for (const i of new Set(chosen.values())) {
      const [u, v, price] = all[i];
      group[find(u)] = find(v);
      total += price;
      groups -= 1;
    }
  }
  return total;
}
