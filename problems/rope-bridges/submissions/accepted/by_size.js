const tokens = require('fs').readFileSync(0, 'utf8').split(/\s+/);
let position = 0;
const next = () => Number(tokens[position++]);

const n = next();
const m = next();
// A negative entry marks a leader and holds the size of its neighbourhood.
const link = new Int32Array(n + 1).fill(-1);
const people = new Float64Array(n + 1);
let most = 0;
for (let i = 1; i <= n; i++) {
  people[i] = next();
  most = Math.max(most, people[i]);
}

function find(island) {
  while (link[island] >= 0) island = link[island];
  return island;
}

const answers = [];
for (let i = 0; i < m; i++) {
  let a = find(next());
  let b = find(next());
  if (a !== b) {
    if (link[a] < link[b]) [a, b] = [b, a];
    link[b] += link[a];
    link[a] = b;
    people[b] += people[a];
    most = Math.max(most, people[b]);
  }
  answers.push(most);
}
console.log(answers.join('\n'));
