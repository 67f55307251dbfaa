const [, ...lanterns] = require('fs')
  .readFileSync(0, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number));
lanterns.sort(([w1, h1], [w2, h2]) => w1 - w2 || h2 - h1);

const outer = [];
for (const [, height] of lanterns) {
  let low = 0;
  let high = outer.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (outer[middle] < height) low = middle + 1;
    else high = middle;
  }
  outer[low] = height;
}
console.log(outer.length);
