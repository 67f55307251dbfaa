const COMMENTS_AND_LITERALS = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

/** Java or Kotlin text without comments, strings and characters, in which braces and keywords are what they seem. */
export function withoutLiterals(text: string): string {
  return text.replace(COMMENTS_AND_LITERALS, (match) => (match.startsWith('/') ? ' ' : '""'));
}

export type Declaration = {
  /** From the end of the declaration before to the opening brace, or to the semicolon. */
  header: string;
  /** What stands directly in its braces; deeper blocks are left out. */
  body: string;
};

/** Splits text without literals into what stands at its top level. */
export function topLevelDeclarations(text: string): Declaration[] {
  const declarations: Declaration[] = [];
  let current: Declaration = { header: '', body: '' };
  let depth = 0;
  for (const part of text.split(/([{};])/)) {
    if (part === '{') depth += 1;
    else if (part === '}') depth = Math.max(0, depth - 1);
    if (depth === 0 && (part === '}' || part === ';')) {
      declarations.push(current);
      current = { header: '', body: '' };
    } else if (depth === 0) current.header += part;
    else if (depth === 1) current.body += part;
  }
  return [...declarations, current];
}

/** The name after `package`, if the text has one. */
export function packageOf(text: string): string | undefined {
  return /^\s*package\s+([\w.]+)/m.exec(text)?.[1];
}

export function qualified(packageName: string | undefined, name: string): string {
  return packageName ? `${packageName}.${name}` : name;
}
