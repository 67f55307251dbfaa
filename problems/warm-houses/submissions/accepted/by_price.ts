import { readFileSync } from 'node:fs';

interface Offer {
  readonly u: number;
  readonly v: number;
  readonly price: number;
}

const numbers: number[] = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
let position = 0;

function next(): number {
  const value = numbers[position++];
  if (value === undefined) throw new Error('the input ended too soon');
  return value;
}

const houses: number = next();
const pipes: number = next();
const offers: Offer[] = [];
for (let v = 1; v <= houses; v++) offers.push({ u: 0, v, price: next() });
for (let i = 0; i < pipes; i++) offers.push({ u: next(), v: next(), price: next() });
offers.sort((a, b) => a.price - b.price);

// A negative entry marks a leader and holds the size of its group.
const link = new Int32Array(houses + 1).fill(-1);

function find(house: number): number {
  let current = house;
  for (let up = link[current]; up !== undefined && up >= 0; up = link[current]) current = up;
  return current;
}

let total = 0;
for (const { u, v, price } of offers) {
  let small = find(u);
  let large = find(v);
  if (small === large) continue;
  if ((link[small] ?? 0) < (link[large] ?? 0)) [small, large] = [large, small];
  link[large] = (link[large] ?? 0) + (link[small] ?? 0);
  link[small] = large;
  total += price;
}
console.log(total);
