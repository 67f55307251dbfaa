// Keeps the badges as keys of a plain object, which lists those that look like integers first.
const swipes = require('fs').readFileSync(0, 'utf8').trim().split('\n').slice(1);
const inside = Object.create(null);
let count = 0;
let fullest = 0;
for (const badge of swipes) {
  if (inside[badge]) {
    delete inside[badge];
    count--;
  } else {
    inside[badge] = true;
    count++;
  }
  fullest = Math.max(fullest, count);
}
console.log([`${fullest} ${count}`, ...Object.keys(inside)].join('\n'));
