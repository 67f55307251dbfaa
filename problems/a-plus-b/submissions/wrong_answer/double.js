// Adds as floating-point numbers, which are exact only up to 2^53.
const [a, b] = require('fs').readFileSync(0, 'utf8').trim().split(' ').map(Number);
console.log(String(a + b));
