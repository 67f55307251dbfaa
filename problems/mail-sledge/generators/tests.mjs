const PARCELS = 100;
const CAPACITY = 10_000;
const STAMPS = 10 ** 9;

export function* tests(random) {
  for (let i = 0; i < 4; i++) yield test(`2${i}-small`, random.int(8, 25), parcels(random, 8, 9, 9));
  yield test('24-light', CAPACITY, parcels(random, PARCELS, 250, STAMPS));
  yield test('25-heavy', CAPACITY, parcels(random, PARCELS, CAPACITY, STAMPS));
  yield test('26-many-ties', CAPACITY, parcels(random, PARCELS, 400, 3));
  yield test('27-stamps-by-weight', CAPACITY - 1, parcels(random, PARCELS, 500, 0));
  yield test(
    '28-even-weights',
    CAPACITY - 1,
    parcels(random, PARCELS, 200, STAMPS).map(([w, s]) => [2 * w, s]),
  );
  yield test(
    '29-all-fit',
    CAPACITY,
    parcels(random, PARCELS, CAPACITY / PARCELS, 0).map(([w]) => [w, STAMPS]),
  );
}

function test(name, capacity, load) {
  const lines = [`${load.length} ${capacity}`, ...load.map((parcel) => parcel.join(' '))];
  return { name, input: `${lines.join('\n')}\n`, answer: `${best(capacity, load).join(' ')}\n` };
}

/** With `stamps` 0 every kilogram has the same number of them, which leaves the weights alone to decide. */
function parcels(random, count, heaviest, stamps) {
  return Array.from({ length: count }, () => {
    const weight = random.int(1, heaviest);
    return [weight, stamps === 0 ? weight * 1000 : random.int(1, stamps)];
  });
}

/** stamps[w]: the most stamps on a load of exactly w kilograms. */
function best(capacity, load) {
  let stamps = new Float64Array(capacity + 1).fill(-Infinity);
  stamps[0] = 0;
  for (const [weight, count] of load) {
    stamps = stamps.map((without, w) => Math.max(without, w >= weight ? stamps[w - weight] + count : -Infinity));
  }
  const most = stamps.reduce((a, b) => Math.max(a, b));
  return [most, stamps.indexOf(most)];
}
