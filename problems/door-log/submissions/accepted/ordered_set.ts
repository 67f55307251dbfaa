import { readFileSync } from 'node:fs';

const swipes: string[] = readFileSync(0, 'utf8').trim().split('\n').slice(1);
const inside = new Set<string>();
let fullest = 0;
for (const badge of swipes) {
  if (!inside.delete(badge)) inside.add(badge);
  fullest = Math.max(fullest, inside.size);
}
console.log([`${fullest} ${inside.size}`, ...inside].join('\n'));
