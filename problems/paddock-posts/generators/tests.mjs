const LIMIT = 10 ** 9;

export function* tests(random) {
  for (let i = 0; i < 4; i++) yield test(random, `2${i}-small`, mountains(random, random.int(3, 9), 12));
  yield test(random, '24-mountains', mountains(random, 300, LIMIT));
  yield test(random, '25-comb', comb(random, 30_000));
  yield test(random, '26-many-corners', mountains(random, 100_000, LIMIT));
  yield test(random, '27-stairs', stairs(30_000));
  yield test(random, '28-spikes', spikes(20_000));
}

/** The corners are turned, mirrored and started anywhere, none of which changes the answer. */
function test(random, name, corners) {
  const start = random.int(0, corners.length - 1);
  let moved = [...corners.slice(start), ...corners.slice(0, start)];
  if (random.int(0, 1)) moved.reverse();
  if (random.int(0, 1)) moved = moved.map(([x, y]) => [y, -x]);
  const lines = [`${moved.length}`, ...moved.map(([x, y]) => `${x} ${y}`)];
  return { name, input: `${lines.join('\n')}\n`, answer: `${posts(moved)} ${doubledArea(moved)}\n` };
}

/** An upper and a lower line that both go from left to right and never meet in between. */
function mountains(random, corners, size) {
  const columns = new Set([-size, size]);
  while (columns.size < corners) columns.add(random.int(-size, size));
  const [left, ...rest] = [...columns].sort((a, b) => a - b);
  const right = rest.pop();
  const upper = [];
  const lower = [];
  for (const x of rest) {
    if (random.int(0, 1)) upper.push([x, random.int(1, size)]);
    else lower.push([x, random.int(-size, -1)]);
  }
  // With nothing on one side the fence closes along the axis, which encloses an area all the same.
  if (upper.length + lower.length === 0) throw new Error('three corners at least');
  return [[left, 0], ...upper, [right, 0], ...lower.reverse()];
}

/** Teeth of all heights on a base line. */
function comb(random, teeth) {
  const step = Math.floor(LIMIT / teeth);
  const corners = [[0, -LIMIT]];
  for (let i = 0; corners.length < teeth; i++) corners.push([2 * i * step, random.int(-LIMIT + 1, LIMIT)], [(2 * i + 1) * step, -LIMIT + 1]);
  corners.push([corners.at(-1)[0] + 1, -LIMIT]);
  return corners;
}

/** Only upright and level sides. */
function stairs(steps) {
  const size = Math.floor(LIMIT / steps);
  const corners = [];
  for (let i = 0; i < steps; i++) corners.push([i * size, i * size], [(i + 1) * size, i * size]);
  corners.push([steps * size, steps * size], [0, steps * size]);
  return corners;
}

/** Long thin triangles side by side: sums of products grow far beyond the area itself. */
function spikes(count) {
  const corners = [];
  for (let i = 0; i < count; i++) corners.push([LIMIT - 4 * count + 4 * i, LIMIT - 2], [LIMIT - 4 * count + 4 * i + 2, -LIMIT]);
  corners.push([LIMIT, LIMIT]);
  return corners;
}

function posts(corners) {
  return corners.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length];
    return sum + divisor(Math.abs(nextX - x), Math.abs(nextY - y));
  }, 0);
}

const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));

/** Sum of the trapezoids between the sides and the horizontal axis. */
function doubledArea(corners) {
  let sum = 0n;
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length];
    sum += BigInt(nextX - x) * BigInt(y + nextY);
  });
  return sum < 0n ? -sum : sum;
}
