/** `*` within a name and `{a,b}`: the wildcards of `submissions.yaml`. A pattern also matches everything below what it matches. */
export function matchesGlob(pattern: string, path: string): boolean {
  return expandBraces(pattern).some((plain) => matcher(plain).test(path));
}

const MAX_EXPANSIONS = 256;

function expandBraces(pattern: string): string[] {
  let patterns = [pattern];
  for (;;) {
    const next = patterns.flatMap(expandFirstBrace);
    if (next.length === patterns.length && next.every((text, index) => text === patterns[index])) return patterns;
    if (next.length > MAX_EXPANSIONS) return [pattern];
    patterns = next;
  }
}

function expandFirstBrace(pattern: string): string[] {
  const match = /\{([^{}]*)\}/.exec(pattern);
  if (!match) return [pattern];
  const before = pattern.slice(0, match.index);
  const after = pattern.slice(match.index + match[0].length);
  return (match[1] ?? '').split(',').map((choice) => `${before}${choice}${after}`);
}

function matcher(plain: string): RegExp {
  const escaped = plain.replace(/[.+?^$()|[\]\\{}]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(`^${escaped.replace(/\/$/, '')}(/|$)`);
}
