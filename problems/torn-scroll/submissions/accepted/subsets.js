const found = new Set(require('fs').readFileSync(0, 'utf8').trim().split('\n').slice(1));
const words = [...found].filter((word) => [...found].every((other) => other === word || !other.includes(word)));
const everything = (1 << words.length) - 1;

function overlap(left, right) {
  let size = Math.min(left.length, right.length);
  while (!left.endsWith(right.slice(0, size))) size--;
  return size;
}

const added = words.map((left) => words.map((right) => right.length - overlap(left, right)));
const known = new Map();

/** The fewest letters after a line with the fragments in `used` that ends with `last`. */
function rest(used, last) {
  if (used === everything) return 0;
  const key = used * words.length + last;
  if (known.has(key)) return known.get(key);
  let best = Infinity;
  for (let next = 0; next < words.length; next++) {
    if (!(used & (1 << next))) best = Math.min(best, added[last][next] + rest(used | (1 << next), next));
  }
  known.set(key, best);
  return best;
}

console.log(Math.min(...words.map((word, i) => word.length + rest(1 << i, i))));
