const [, ...lines] = require('fs').readFileSync(0, 'utf8').trim().split('\n');
const sums = lines.map((line) => {
  let [a, n, m] = line.split(' ').map(BigInt);
  let factor = a % m;
  let shift = 1n % m;
  let sum = 0n;
  for (; n > 0n; n >>= 1n) {
    if (n & 1n) sum = (factor * sum + shift) % m;
    shift = (factor * shift + shift) % m;
    factor = (factor * factor) % m;
  }
  return sum;
});
console.log(sums.join('\n'));
