const SIDE = 400;
const LONGEST = 200_000;
const NORTH_EAST_SOUTH_WEST = [
  [-1, 0],
  [0, 1],
  [1, 0],
  [0, -1],
];

function mow(garden, program) {
  let row = garden.findIndex((line) => line.includes('S'));
  let column = garden[row].indexOf('S');
  let facing = 0;
  const mowed = garden.map((line) => new Uint8Array(line.length));
  mowed[row][column] = 1;
  for (const letter of program) {
    if (letter === 'L') facing = (facing + 3) % 4;
    if (letter === 'R') facing = (facing + 1) % 4;
    if (letter !== 'F') continue;
    const [down, right] = NORTH_EAST_SOUTH_WEST[facing];
    const ahead = garden[row + down]?.[column + right];
    if (ahead === undefined || ahead === '#') continue;
    row += down;
    column += right;
    mowed[row][column] = 1;
  }
  const count = mowed.reduce((sum, line) => sum + line.reduce((a, b) => a + b, 0), 0);
  return `${count} ${row + 1} ${column + 1}`;
}

function test(name, garden, program) {
  const input = `${garden.length} ${garden[0].length}\n${garden.join('\n')}\n${program}\n`;
  return { name, input, answer: `${mow(garden, program)}\n` };
}

function makeGarden(random, h, w, hedgePercent) {
  const cells = Array.from({ length: h }, () => Array.from({ length: w }, () => (random.int(1, 100) <= hedgePercent ? '#' : '.')));
  cells[random.int(0, h - 1)][random.int(0, w - 1)] = 'S';
  return cells.map((line) => line.join(''));
}

function emptyGarden(h, w) {
  const lines = Array.from({ length: h }, () => '.'.repeat(w));
  lines[h - 1] = `S${'.'.repeat(w - 1)}`;
  return lines;
}

export function* tests(random) {
  yield test('20-small', makeGarden(random, 5, 6, 20), random.string('LRF', 60));
  yield test('21-hedges', makeGarden(random, 20, 20, 40), random.string('LRFFF', 2000));
  yield test('22-one-row', makeGarden(random, 1, SIDE, 1), random.string('LRFFFFFF', 5000));
  yield test('23-one-column', makeGarden(random, SIDE, 1, 1), random.string('LRFFFFFF', 5000));
  yield test('24-open', makeGarden(random, 80, 90, 5), random.string('LRFFFFFFFF', 20_000));
  yield test('25-spin', makeGarden(random, 3, 3, 0), 'L'.repeat(LONGEST - 1) + 'F');
  const upAndDown = `${'F'.repeat(SIDE - 1)}RFR${'F'.repeat(SIDE - 1)}LFL`;
  yield test('26-whole-garden', emptyGarden(SIDE, SIDE), upAndDown.repeat(SIDE / 2));
  yield test('27-large-random', makeGarden(random, SIDE, SIDE, 3), random.string('LRFFFFFFFFFFFF', LONGEST));
}
