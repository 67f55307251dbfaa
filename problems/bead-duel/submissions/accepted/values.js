const [, lengths, ...games] = require('fs')
  .readFileSync(0, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number));

const value = [0];
function valueOf(beads) {
  const after = new Set();
  for (const length of lengths) {
    for (let left = 0, right = beads - length; left <= right; left++, right--) after.add(value[left] ^ value[right]);
  }
  let smallest = 0;
  while (after.has(smallest)) smallest++;
  return smallest;
}
for (let beads = 1; beads <= 1000; beads++) value.push(valueOf(beads));

for (const [, ...strings] of games) {
  console.log(strings.reduce((sum, beads) => sum ^ value[beads], 0) ? 'first' : 'second');
}
