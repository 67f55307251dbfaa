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
const ENDINGS: Record<string, string> = {
  ...{ adb: 'ada', ads: 'ada', a68: 'algol68', apl: 'apl', sh: 'bash', c: 'c', cob: 'cobol' },
  ...{ cc: 'cpp', cpp: 'cpp', cxx: 'cpp', 'c++': 'cpp', C: 'cpp', cr: 'crystal', cs: 'csharp', d: 'd', dart: 'dart' },
  ...{ ex: 'elixir', erl: 'erlang', forth: 'forth', fth: 'forth', f90: 'fortran', fs: 'fsharp', go: 'go', hs: 'haskell' },
  ...{ java: 'java', js: 'javascript', jl: 'julia', kt: 'kotlin', lisp: 'lisp', cl: 'lisp', lua: 'lua', nim: 'nim' },
  ...{ m: 'objectivec', ml: 'ocaml', pas: 'pascal', pm: 'perl', pl: 'perl', php: 'php', py: 'python3', py3: 'python3', py2: 'python2' },
  ...{ rkt: 'racket', rb: 'ruby', rs: 'rust', scala: 'scala', swift: 'swift', ts: 'typescript', vb: 'visualbasic', zig: 'zig' },
};

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
