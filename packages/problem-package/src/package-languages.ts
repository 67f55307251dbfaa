/** Codes of the format's language table → our language ids, for the languages that we know. */
const OURS: Record<string, string> = {
  c: 'c',
  cgmp: 'c',
  cpp: 'cpp',
  cppgmp: 'cpp',
  'c++': 'cpp',
  csharp: 'csharp',
  go: 'go',
  haskell: 'haskell',
  java: 'java',
  javaalgs4: 'java',
  javascript: 'javascript',
  kotlin: 'kotlin',
  lua: 'lua',
  pascal: 'pascal',
  perl: 'perl',
  php: 'php',
  python: 'python',
  python3: 'python',
  python3numpy: 'python',
  ruby: 'ruby',
  rust: 'rust',
  typescript: 'typescript',
};

/** File endings by which the format recognises a language; `.py` is Python 3 unless its first line says 2. */
const ENDINGS: Record<string, string> = endings({
  ada: 'adb ads',
  algol68: 'a68',
  apl: 'apl',
  awk: 'awk',
  bash: 'sh bash',
  c: 'c',
  cobol: 'cob',
  cpp: 'cc cpp cxx c++ C cp',
  crystal: 'cr',
  csharp: 'cs',
  d: 'd',
  dart: 'dart',
  elixir: 'ex',
  erlang: 'erl',
  forth: 'fth 4th forth frt',
  fortran: 'f90 f95',
  fsharp: 'fs',
  gerbil: 'ss',
  go: 'go',
  haskell: 'hs',
  java: 'java',
  javascript: 'js mjs cjs',
  julia: 'jl',
  kotlin: 'kt',
  lisp: 'lisp cl',
  lua: 'lua',
  modula2: 'mod def',
  nim: 'nim',
  objectivec: 'm',
  ocaml: 'ml',
  odin: 'odin',
  pascal: 'pas pp',
  perl: 'pm pl',
  php: 'php',
  prolog: 'plg',
  python2: 'py2',
  python3: 'py py3 cpy',
  r: 'R',
  racket: 'rkt',
  ruby: 'rb',
  rust: 'rs',
  scala: 'scala sc',
  simula: 'sim',
  smalltalk: 'st',
  snobol: 'sno',
  swift: 'swift',
  typescript: 'ts',
  visualbasic: 'vb',
  zig: 'zig',
});

function endings(byCode: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(byCode).flatMap(([code, list]) => list.split(' ').map((ending) => [ending, code])));
}

/** Interpreters that the first line of a script may name. */
const INTERPRETERS: readonly (readonly [RegExp, string])[] = [
  [/\bpython2/, 'python2'],
  [/\b(python|pypy)/, 'python3'],
  [/\b(ba|da|z)?sh\b/, 'bash'],
  [/\bperl/, 'perl'],
  [/\bruby/, 'ruby'],
  [/\bnode/, 'javascript'],
  [/\bphp/, 'php'],
];

/** Our id, or the format's code for a language that we do not know; null where neither name nor first line says it. */
export function languageOfFile(path: string, text: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
  const firstLine = /^#!.*/.exec(text)?.[0] ?? '';
  const code = ENDINGS[ending] ?? (ending === '' ? INTERPRETERS.find(([pattern]) => pattern.test(firstLine))?.[1] : undefined);
  if (code === undefined) return null;
  if (code === 'python3' && isPython2(firstLine, text)) return 'python2';
  if (code === 'perl' && isProlog(text)) return 'prolog';
  return languageOfCode(code);
}

/** Older packages have Python 2 under the same ending: a print statement is no Python 3, and neither is what it renamed. */
function isPython2(firstLine: string, text: string): boolean {
  if (/python2/.test(firstLine)) return true;
  if (/python3/.test(firstLine) || /\b(NameError|version_info|__future__)\b/.test(text)) return false;
  const statement = /^[ \t]*print[ \t]+["'\w]/m.test(text) && !/\bprint[ \t]*\(/.test(text);
  return statement || /\b(raw_input|xrange)[ \t]*\(/.test(text);
}

/** Perl and Prolog share an ending; only the latter has clauses and directives. */
function isProlog(text: string): boolean {
  return /^\s*:-|^\w+(\([^)]*\))?\s*:-/m.test(text);
}

/** Which language a program is in where it has as many files of one as of another: the format's order for those that packages mix. */
const PRECEDENCE = [
  'cpp',
  'c',
  'python2',
  'python',
  'java',
  'csharp',
  'fsharp',
  'ruby',
  'haskell',
  'rust',
  'scala',
  'javascript',
  'php',
  'go',
  'ocaml',
  'pascal',
];

export function precedence(language: string): number {
  const index = PRECEDENCE.indexOf(language);
  return index < 0 ? PRECEDENCE.length : index;
}

export function languageOfCode(code: string): string {
  return OURS[code] ?? code;
}

export function isOurLanguage(id: string): boolean {
  return Object.values(OURS).includes(id);
}

/** The format's code of one of our languages. */
export function formatCodeOf(language: string): string {
  if (language === 'python') return 'python3';
  return Object.entries(OURS).find(([, ours]) => ours === language)?.[0] ?? language;
}
