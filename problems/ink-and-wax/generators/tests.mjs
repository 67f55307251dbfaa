const LIMIT = 700;

export function* tests(random) {
  for (let i = 0; i < 3; i++) yield test(`2${i}-small`, scatter(random, random.int(2, 9), random.int(2, 9), 30, 10));
  yield test('23-tall', scatter(random, LIMIT, 13, 20, 1));
  yield test('24-wide', scatter(random, 7, LIMIT, 20, 1));
  yield test('25-labyrinth-of-rows', withInk(snake(LIMIT - 1), [[0, 0]]));
  yield test('26-labyrinth-of-columns', transposed(withInk(snake(LIMIT - 1), [[LIMIT - 2, 0]])));
  yield test('27-open', withInk(sheet(LIMIT, LIMIT), [[0, 0]]));
  yield test('28-many-drops', scatter(random, LIMIT, LIMIT, 35, 2));
  yield test('29-cracked-wax', scatter(random, LIMIT, LIMIT, 40, 0));
}

function test(name, cells) {
  const input = `${cells.length} ${cells[0].length}\n${cells.map((row) => row.join('')).join('\n')}\n`;
  return { name, input, answer: `${spread(cells).join(' ')}\n` };
}

const sheet = (rows, columns) => Array.from({ length: rows }, () => new Array(columns).fill('.'));

function withInk(cells, drops) {
  for (const [row, column] of drops) cells[row][column] = '*';
  return cells;
}

/** `wax` and `ink` are percentages; one drop is always there. */
function scatter(random, rows, columns, wax, ink) {
  const cells = sheet(rows, columns);
  for (const row of cells) {
    for (let i = 0; i < columns; i++) {
      const drawn = random.int(0, 99);
      if (drawn < wax) row[i] = '#';
      else if (drawn < wax + ink) row[i] = '*';
    }
  }
  return withInk(cells, [[random.int(0, rows - 1), random.int(0, columns - 1)]]);
}

/** One corridor through all of the sheet: every second row is wax but for one end. `size` is odd. */
function snake(size) {
  const cells = sheet(size, size);
  for (let row = 1; row < size; row += 2) {
    cells[row].fill('#');
    cells[row][row % 4 === 1 ? size - 1 : 0] = '.';
  }
  return cells;
}

const transposed = (cells) => cells[0].map((_, column) => cells.map((row) => row[column]));

/** Wave by wave: the cells inked in one minute are the only ones that can spread in the next. */
function spread(cells) {
  const wet = cells.map((row) => row.map((cell) => cell === '*'));
  let wave = [];
  cells.forEach((row, r) => row.forEach((cell, c) => cell === '*' && wave.push([r, c])));
  let minute = 0;
  for (;;) {
    const next = [];
    for (const [r, c] of wave) {
      for (const [y, x] of [
        [r - 1, c],
        [r + 1, c],
        [r, c - 1],
        [r, c + 1],
      ]) {
        if (cells[y]?.[x] !== '.' || wet[y][x]) continue;
        wet[y][x] = true;
        next.push([y, x]);
      }
    }
    if (next.length === 0) break;
    wave = next;
    minute += 1;
  }
  const dry = cells.flatMap((row, r) => row.filter((cell, c) => cell === '.' && !wet[r][c])).length;
  return [minute, dry];
}
