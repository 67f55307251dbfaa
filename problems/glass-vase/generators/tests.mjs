const MAX = 100_000;

const cone = (x, a, b) => (Math.PI * x * (a * a + a * b + b * b)) / 3;

// The section is found by binary search over the volumes, the height inside it by bisection.
function heightsOf(radii, heights, amounts) {
  const volumes = [0];
  const bottoms = [0];
  heights.forEach((height, i) => {
    volumes.push(volumes[i] + cone(height, radii[i], radii[i + 1]));
    bottoms.push(bottoms[i] + height);
  });
  const n = heights.length;
  return amounts.map((amount) => {
    if (amount >= volumes[n]) return bottoms[n];
    let [section, above] = [0, n];
    while (above - section > 1) {
      const middle = (section + above) >> 1;
      if (volumes[middle] <= amount) section = middle;
      else above = middle;
    }
    const slope = (radii[section + 1] - radii[section]) / heights[section];
    let [low, high] = [0, heights[section]];
    for (let step = 0; step < 50; step++) {
      const x = (low + high) / 2;
      if (cone(x, radii[section], radii[section] + slope * x) <= amount - volumes[section]) low = x;
      else high = x;
    }
    return bottoms[section] + low;
  });
}

function test(name, radii, heights, amounts) {
  const lines = [`${heights.length} ${amounts.length}`, radii.join(' '), heights.join(' '), ...amounts];
  const answers = heightsOf(radii, heights, amounts).map((height) => height.toFixed(9));
  return { name, input: `${lines.join('\n')}\n`, answer: `${answers.join('\n')}\n` };
}

function capacity(radii, heights) {
  return Math.ceil(heights.reduce((sum, height, i) => sum + cone(height, radii[i], radii[i + 1]), 0));
}

export function* tests(random) {
  const numbers = (length, lo, hi) => Array.from({ length }, () => random.int(lo, hi));
  const filled = (name, radii, heights, marks) => test(name, radii, heights, numbers(marks, 0, capacity(radii, heights)));

  yield filled('20-cylinders', [7, 7, 7, 7], [3, 1000, 20], 200);
  yield filled('21-cone', [100, 1], [1000], 500);
  yield filled('22-funnel', [1, 100], [1000], 500);
  yield filled('23-steep', numbers(101, 1, 100), Array(100).fill(1), 500);
  yield filled('24-random', numbers(1001, 1, 100), numbers(1000, 1, 1000), 1000);
  yield filled('25-thin-on-wide', [100, 100, ...Array(300).fill(1)], [1000, ...Array(300).fill(1000)], 500);
  yield filled('26-thin-neck', [1, 1, 100, 100, 1, 1], [1000, 1, 1000, 1, 1000], 1000);
  yield filled('27-tall-and-thin', Array(20_001).fill(1), Array(20_000).fill(1000), 3000);
  yield test('28-mostly-runs-over', numbers(2001, 99, 100), numbers(2000, 999, 1000), numbers(2000, 0, 10 ** 11));
  yield filled('29-large', numbers(MAX + 1, 1, 100), numbers(MAX, 1, 1000), MAX);
}
