/** Text as a row of pieces; a marked piece stands for a character that cannot be seen, and has a name for those who listen. */
export type Piece = { text: string; name?: string };

const SYMBOLS: Record<string, { text: string; name: string }> = {
  ' ': { text: '·', name: 'space' },
  '\t': { text: '→', name: 'tab' },
  '\r': { text: '␍', name: 'carriage return' },
  '\n': { text: '⏎', name: 'line end' },
  '\u007f': { text: '␡', name: 'delete' },
  '\u00a0': { text: '⍽', name: 'no-break space' },
};

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\ufffd]/gu;

export function showInvisible(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push(symbolOf(match[0]));
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** True when two texts look alike and yet differ: only white space or invisible characters tell them apart. */
export function differOnlyInvisibly(a: string, b: string): boolean {
  return a !== b && a.replace(INVISIBLE, '') === b.replace(INVISIBLE, '');
}

function symbolOf(character: string): Piece {
  const known = SYMBOLS[character];
  if (known) return known;
  const code = character.codePointAt(0) ?? 0;
  // Unicode has a picture for each of the first 32 control characters, in their order.
  if (code < 0x20) return { text: String.fromCodePoint(0x2400 + code), name: `control character ${code}` };
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return { text: `⟨${name}⟩`, name };
}
