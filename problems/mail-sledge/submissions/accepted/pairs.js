const [first, ...parcels] = require('fs')
  .readFileSync(0, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number));
const capacity = first[1];
const stamps = new Array(capacity + 1).fill(0);
const load = new Array(capacity + 1).fill(0);
for (const [weight, count] of parcels) {
  for (let room = capacity; room >= weight; room--) {
    const more = stamps[room - weight] + count;
    const heavier = load[room - weight] + weight;
    if (more > stamps[room] || (more === stamps[room] && heavier < load[room])) {
      stamps[room] = more;
      load[room] = heavier;
    }
  }
}
console.log(`${stamps[capacity]} ${load[capacity]}`);
