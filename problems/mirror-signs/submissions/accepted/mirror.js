const letters = require('fs').readFileSync(0, 'utf8').toLowerCase().replace(/[^a-z]/g, '');
let repaints = 0;
for (let i = 0, j = letters.length - 1; i < j; i++, j--) {
  if (letters[i] !== letters[j]) repaints++;
}
console.log(repaints);
