import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './index.ts';

const NAMES = ['C', 'C++', 'Java', 'Python', 'JavaScript', 'TypeScript', 'Go', 'Rust', 'Ruby', 'PHP', 'Perl', 'C#', 'Kotlin', 'Lua', 'Pascal', 'Haskell'];

describe('the table of languages', () => {
  it('has every language', () => {
    expect(LANGUAGES.map(({ name }) => name)).toEqual(NAMES);
  });

  it('allows more time where the runtime needs it', () => {
    const slower = Object.fromEntries(LANGUAGES.map(({ id, timeMultiplier }) => [id, timeMultiplier]));
    expect(slower).toMatchObject({ c: 1, haskell: 1, java: 2, typescript: 2, python: 4, lua: 4 });
  });

  it.each(LANGUAGES.map((language) => [language.name, language] as const))('%s has what a person needs to start', (_name, language) => {
    expect(language.starterCode).toMatch(/Replace this with your solution/);
    expect(language.starterCode.endsWith('\n')).toBe(true);
    expect(language.remedy).toMatch(/install/);
  });
});
