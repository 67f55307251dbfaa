const [n, ...numbers] = require('fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const arrivals = Float64Array.from({ length: n }, (_, i) => numbers[2 * i]).sort();
const departures = Float64Array.from({ length: n }, (_, i) => numbers[2 * i + 1]).sort();
let arrived = 0;
let left = 0;
let since = 0;
let total = 0;
let longest = 0;
while (left < n) {
  const lonely = arrived - left === 1;
  const minute = arrived < n ? Math.min(arrivals[arrived], departures[left]) : departures[left];
  while (arrived < n && arrivals[arrived] === minute) arrived++;
  while (left < n && departures[left] === minute) left++;
  const remainsLonely = arrived - left === 1;
  if (lonely && !remainsLonely) {
    total += minute - since;
    longest = Math.max(longest, minute - since);
  }
  if (!lonely && remainsLonely) since = minute;
}
console.log(`${total} ${longest}`);
