import { describe, expect, it } from 'vitest';
import { entryFile, nameSources, sourceArguments } from './sources.ts';

const file = (path: string) => ({ path, text: path });

describe('names of sources', () => {
  it('gives a lone file the name that the language wants, and leaves several alone', () => {
    expect(nameSources({ files: [file('x.txt')], memoryBytes: 0 }, 'main.c')).toEqual([{ path: 'main.c', text: 'x.txt' }]);
    const several = [file('a.c'), file('b.h')];
    expect(nameSources({ files: several, memoryBytes: 0 }, 'main.c')).toEqual(several);
  });

  it('compiles the sources and not the headers, and no name can be an option', () => {
    expect(sourceArguments([file('-o.c'), file('a.h'), file('b.C')], ['c'])).toEqual(['./-o.c', './b.C']);
  });

  it('starts with the file called main, else with the first by name', () => {
    expect(entryFile([file('a.py'), file('main.py')], undefined, ['py'])).toBe('main.py');
    expect(entryFile([file('b.py'), file('a.py'), file('0.txt')], undefined, ['py'])).toBe('a.py');
  });

  it('starts with the entry point that was named, and with no other when that is missing', () => {
    const files = [file('a.py'), file('main.py'), file('lib/start.py')];
    expect(entryFile(files, 'a.py', ['py'])).toBe('a.py');
    expect(entryFile(files, 'lib/start', ['py'])).toBe('lib/start.py');
    expect(entryFile(files, 'b.py', ['py'])).toBe('b.py');
    expect(entryFile([file('main.py')], 'b.py', ['py'])).toBe('main.py');
  });
});
