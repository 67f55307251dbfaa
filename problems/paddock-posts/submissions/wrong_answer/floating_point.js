const [, ...corners] = require('fs')
  .readFileSync(0, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number));
const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));
let posts = 0;
let area = 0;
corners.forEach(([x, y], i) => {
  const [nextX, nextY] = corners[(i + 1) % corners.length];
  posts += divisor(Math.abs(nextX - x), Math.abs(nextY - y));
  area += x * nextY - nextX * y;
});
console.log(`${posts} ${BigInt(Math.abs(area))}`);
