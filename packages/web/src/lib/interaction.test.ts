import { expect, it } from 'vitest';
import { asInteraction } from './interaction.ts';

it('writes an interaction as packages do', () => {
  const turns = [
    { pass: 1, from: 'submission' as const, text: '1\n2\n' },
    { pass: 1, from: 'judge' as const, text: 'lower\n' },
    { pass: 2, from: 'judge' as const, text: 'again' },
  ];
  expect(asInteraction(turns)).toBe('>1\n>2\n<lower\n---\n<again\n');
});
