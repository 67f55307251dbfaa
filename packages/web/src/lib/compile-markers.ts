/** Where a compiler or interpreter found a fault in a source file. Lines and columns are 1-based. */
export type Marker = { line: number; column: number; endColumn?: number; severity: 'error' | 'warning'; message: string };

/** `place`: the words that name the file. */
type Found = Marker & { place: string };
type Reader = (text: string) => Found[];

const MAX_MARKERS = 100;

/** Compile output has whichever format the language's compiler uses; one that is unknown gives no markers. */
const READERS: Record<string, Reader> = {
  c: readColonFormat,
  cpp: readColonFormat,
  java: readJava,
  typescript: readParenthesisFormat,
  python: readPython,
  javascript: readNode,
  rust: readRust,
  go: readColonFormat,
  kotlin: readColonFormat,
  haskell: readColonFormat,
  csharp: readParenthesisFormat,
  pascal: readParenthesisFormat,
  ruby: readRuby,
  php: readLineFormat,
  perl: readLineFormat,
  lua: readColonFormat,
};

/** Those of one file where there are several, else all. */
export function readMarkers(language: string, output: string, file?: string): Marker[] {
  const found = READERS[language]?.(output.slice(0, 200_000)) ?? [];
  return found
    .filter(({ line, place }) => line > 0 && (file === undefined || isNamed(place, file)))
    .slice(0, MAX_MARKERS)
    .map(({ line, column, severity, message }) => ({ line, column, severity, message }));
}

/** By its whole path, which in the sandbox begins with `/box/`. */
function isNamed(place: string, file: string): boolean {
  const path = place.replaceAll('/box/', '');
  const at = path.indexOf(file);
  return at >= 0 && !/[\w.+/-]/.test(path.charAt(at - 1)) && !/\w/.test(path.charAt(at + file.length));
}

/** gcc, go, kotlinc, ghc: `main.cpp:3:5: error: …`; luac: `main.lua:3: …`. Text may follow on the next lines (ghc). Lines of system headers are not the author's. */
function readColonFormat(text: string): Found[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const match = /^(?:[^\s:]+: )?(?!\/usr\/)[^\s:]+\.[A-Za-z]+:(\d+)(?::(\d+))?(?:-\d+)?: ?(?:(fatal error|error|warning|note)\b[^:]*:?)? ?(.*)$/.exec(line);
    if (!match || match[3] === 'note') return [];
    const message = match[4] || textBelow(lines, index);
    return message ? [marker(match[0], match[1], match[2], severityOf(match[3]), message)] : [];
  });
}

/** javac has no column; a caret two lines below the message points at it. */
function readJava(text: string): Found[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const match = /^\S+\.java:(\d+): (?:(error|warning): )?(.*)$/.exec(line);
    if (!match) return [];
    const caret = lines.slice(index + 1, index + 4).find((below) => /^\s*\^/.test(below));
    return [marker(match[0], match[1], caret ? caret.indexOf('^') + 1 : 1, severityOf(match[2]), match[3] ?? '')];
  });
}

/** tsc, csc: `main.ts(3,5): error TS2304: …`; fpc: `main.pas(3,5) Error: …`. */
function readParenthesisFormat(text: string): Found[] {
  return [...text.matchAll(/^\S+\((\d+),(\d+)\):? (fatal|error|warning)(?: [A-Z]+\d+)?: (.*)$/gim)].map((match) =>
    marker(match[0], match[1], match[2], severityOf(match[3]), match[4] ?? ''),
  );
}

/** Python names the innermost frame last, and the message stands on the last line that is not indented. */
function readPython(text: string): Found[] {
  const frames = [...text.matchAll(/^\s*File "([^"]+)", line (\d+)/gm)].filter((frame) => !/^<|\/lib\/python/.test(frame[1] ?? ''));
  const frame = frames.at(-1);
  const message = text.split('\n').findLast((line) => /^[A-Za-z_.]*(?:Error|Exception|Interrupt|Exit|Warning)\b/.test(line));
  if (!frame || !message) return [];
  return [marker(frame[0], frame[2], caretColumn(text.slice(frame.index).split('\n')), 'error', message)];
}

/** node prints the place, the source line, carets, and then the error. */
function readNode(text: string): Found[] {
  const place = /^(?:file:\/\/)?\S+\.[cm]?js:(\d+)$/m.exec(text);
  const message = /^(?:\w*Error\b.*)$/m.exec(text);
  if (!place || !message) return [];
  const below = text.slice(place.index).split('\n');
  const caret = below.slice(1, 4).find((line) => /^\s*\^/.test(line));
  return [marker(place[0], place[1], caret ? caret.indexOf('^') + 1 : 1, 'error', message[0])];
}

function readRust(text: string): Found[] {
  return [...text.matchAll(/^(error|warning)(?:\[E\d+\])?: (.*)\n\s*--> \S+?:(\d+):(\d+)/gm)].map((match) =>
    marker(match[0], match[3], match[4], severityOf(match[1]), match[2] ?? ''),
  );
}

/** ruby: `main.rb:3: syntax error, …`, since 3.4 `main.rb:3: syntax errors found` with the details below. */
function readRuby(text: string): Found[] {
  return [...text.matchAll(/^(?:\S+: )?\S+\.rb:(\d+): ?(?:warning: )?(.+)$/gm)].map((match) =>
    marker(match[0], match[1], 1, match[0].includes('warning: ') ? 'warning' : 'error', match[2] ?? ''),
  );
}

/** php: `… in /box/main.php on line 3`; perl: `… at main.pl line 3, near "…"`. */
function readLineFormat(text: string): Found[] {
  return [...text.matchAll(/^(.*?) (?:in|at) \S+ (?:on )?line (\d+)/gm)].map((match) =>
    marker(match[0], match[2], 1, 'error', (match[1] ?? '').replace(/^(?:PHP )?(?:Parse|Fatal) error:\s+/, '')),
  );
}

function marker(place: string, line: string | undefined, column: string | number | undefined, severity: Marker['severity'], message: string): Found {
  return { place, line: Number(line), column: Math.max(1, Number(column ?? 1)), severity, message: message.trim() };
}

function severityOf(word: string | undefined): Marker['severity'] {
  return word?.toLowerCase() === 'warning' ? 'warning' : 'error';
}

function textBelow(lines: string[], index: number): string {
  return lines[index + 1]?.trim() ?? '';
}

/** Column of the caret line relative to the source line above it, which Python indents by four. */
function caretColumn(lines: string[]): number {
  const caret = lines.findIndex((line) => /^\s*\^/.test(line));
  return caret > 0 ? Math.max(1, (lines[caret] ?? '').indexOf('^') - 3) : 1;
}
