/** Codes of the format's language table → our language ids, for the languages that we know. */
const OURS: Record<string, string> = {
  c: 'c',
  cpp: 'cpp',
  csharp: 'csharp',
  go: 'go',
  haskell: 'haskell',
  java: 'java',
  javascript: 'javascript',
  kotlin: 'kotlin',
  lua: 'lua',
  pascal: 'pascal',
  perl: 'perl',
  php: 'php',
  python3: 'python',
  ruby: 'ruby',
  rust: 'rust',
  typescript: 'typescript',
};

/** File endings by which the format recognises a language; `.py` is Python 3 unless its first line says 2. */
const ENDINGS: Record<string, string> = endings({
  ada: 'adb ads',
  algol68: 'a68',
  apl: 'apl',
  bash: 'sh',
  c: 'c',
  cobol: 'cob',
  cpp: 'cc cpp cxx c++ C',
  crystal: 'cr',
  csharp: 'cs',
  d: 'd',
  dart: 'dart',
  elixir: 'ex',
  erlang: 'erl',
  forth: 'fth 4th forth frt',
  fortran: 'f90',
  fsharp: 'fs',
  gerbil: 'ss',
  go: 'go',
  haskell: 'hs',
  java: 'java',
  javascript: 'js',
  julia: 'jl',
  kotlin: 'kt',
  lisp: 'lisp cl',
  lua: 'lua',
  modula2: 'mod def',
  nim: 'nim',
  objectivec: 'm',
  ocaml: 'ml',
  odin: 'odin',
  pascal: 'pas',
  perl: 'pm pl',
  php: 'php',
  python2: 'py2',
  python3: 'py py3',
  racket: 'rkt',
  ruby: 'rb',
  rust: 'rs',
  scala: 'scala',
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

/** Our id, or the format's code for a language that we do not know; null where a name says nothing. */
export function languageOfFile(path: string, text: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
  const code = ENDINGS[ending];
  if (code === undefined) return null;
  return languageOfCode(code === 'python3' && /^#!.*python2/.test(text) ? 'python2' : code);
}

export function languageOfCode(code: string): string {
  return OURS[code] ?? code;
}

export function isOurLanguage(id: string): boolean {
  return Object.values(OURS).includes(id);
}

/** The format's code of one of our languages. */
export function formatCodeOf(language: string): string {
  return Object.entries(OURS).find(([, ours]) => ours === language)?.[0] ?? language;
}
