const numbers = require('fs').readFileSync(0, 'utf8').split(/\s+/).map(Number);
const [n, q] = numbers;
// The pages written out twice turn every question into one plain range.
const until = new Float64Array(2 * n + 1);
for (let i = 0; i < 2 * n; i++) until[i + 1] = until[i] + numbers[2 + (i % n)];
const sums = [];
for (let k = 0; k < q; k++) {
  const l = numbers[2 + n + 2 * k];
  const r = numbers[3 + n + 2 * k];
  sums.push(until[l > r ? r + n : r] - until[l - 1]);
}
console.log(sums.join('\n'));
