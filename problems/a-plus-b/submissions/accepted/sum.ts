import { readFileSync } from 'node:fs';

const numbers: bigint[] = readFileSync(0, 'utf8').trim().split(' ').map(BigInt);
const sum: bigint = numbers.reduce((total, number) => total + number, 0n);
console.log(String(sum));
