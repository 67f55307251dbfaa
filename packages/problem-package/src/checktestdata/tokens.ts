/** A part of a script; `line` counts from 1. Texts of strings are what they stand for. */
export type Token = { kind: 'keyword' | 'name' | 'number' | 'string' | 'symbol' | 'end'; text: string; line: number };

/** The script itself is wrong, so that no data can fit it. */
export class ScriptError extends Error {
  constructor(problem: string, line: number) {
    super(`line ${line} of the script: ${problem}`);
    this.name = 'ScriptError';
  }
}

const KEYWORDS =
  'SPACE NEWLINE EOF INT FLOATP FLOAT STRING REGEX ASSERT SET UNSET REPI REP WHILEI WHILE IF ELSE END MATCH ISEOF UNIQUE INARRAY STRLEN FIXED SCIENTIFIC';

/** White space and comments, a string, a number, a keyword, a variable's name, or an operator. Longer keywords come first. */
const TOKEN = new RegExp(
  [
    '(?<skipped>[ \\t\\r\\n]+|#[^\\n]*)',
    '"(?<string>(?:\\\\[^]|[^"\\\\])*)"',
    '(?<number>\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?)',
    `(?<keyword>${KEYWORDS.split(' ').join('|')})`,
    '(?<name>[a-z][a-z0-9]*)',
    '(?<symbol>&&|\\|\\||[<>=!]=|[-+*/%^()<>=!,[\\]])',
  ].join('|'),
  'y',
);

export function tokensOf(script: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let position = 0;
  while (position < script.length) {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(script);
    if (!match) throw new ScriptError(`"${script.slice(position, position + 10)}" is not understood`, line);
    for (const kind of ['string', 'number', 'keyword', 'name', 'symbol'] as const) {
      const text = match.groups?.[kind];
      if (text !== undefined) tokens.push({ kind, text: kind === 'string' ? unescape(text) : text, line });
    }
    line += match[0].split('\n').length - 1;
    position += match[0].length;
  }
  return [...tokens, { kind: 'end', text: 'the end', line }];
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', '"': '"', '\\': '\\', '\n': '' };

/** A backslash before anything else is one. */
function unescape(text: string): string {
  return text.replace(/\\([0-7]{1,3}|[^])/g, (sequence, escaped: string) =>
    /^[0-7]/.test(escaped) ? String.fromCharCode(parseInt(escaped, 8) & 0xff) : (ESCAPES[escaped] ?? sequence),
  );
}
