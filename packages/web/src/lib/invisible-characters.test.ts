import { describe, expect, it } from 'vitest';
import { differOnlyInvisibly, showInvisible } from './invisible-characters.ts';

const shown = (text: string) =>
  showInvisible(text)
    .map((piece) => piece.text)
    .join('');

describe('showInvisible', () => {
  it('leaves plain text alone', () => {
    expect(showInvisible('42')).toEqual([{ text: '42' }]);
    expect(showInvisible('')).toEqual([]);
  });

  it('gives spaces, tabs and line ends a symbol and a name', () => {
    expect(showInvisible('a b')).toEqual([{ text: 'a' }, { text: '·', name: 'space' }, { text: 'b' }]);
    expect(shown('\t1\r\n')).toBe('→1␍⏎');
  });

  it('names what has no symbol by its code point', () => {
    expect(shown('a\u200bb')).toBe('a⟨U+200B⟩b');
    expect(shown('\ufeff1')).toBe('⟨U+FEFF⟩1');
    expect(shown('\u0000\u001b')).toBe('␀␛');
    expect(shown('\ufffd')).toBe('⟨U+FFFD⟩');
  });
});

describe('differOnlyInvisibly', () => {
  it('is true for texts that look alike', () => {
    expect(differOnlyInvisibly('1 2\n', '1  2')).toBe(true);
    expect(differOnlyInvisibly('1', '1\u200b')).toBe(true);
  });

  it('is false for equal texts and for those that differ visibly', () => {
    expect(differOnlyInvisibly('1', '1')).toBe(false);
    expect(differOnlyInvisibly('1', '2')).toBe(false);
  });
});
