/** Words as a shell would take them: separated by space, with quotes around what holds space itself. */
export function splitArguments(text: string): string[] {
  const words = text.match(/(?:"(?:[^"\\]|\\[^])*"|'[^']*'|\\[^]|[^\s"'\\])+/g) ?? [];
  return words.map((word) =>
    word.replace(
      /"((?:[^"\\]|\\[^])*)"|'([^']*)'|\\([^])/g,
      (_, double?: string, single?: string, escaped?: string) => double?.replace(/\\([^])/g, '$1') ?? single ?? escaped ?? '',
    ),
  );
}

/** Flags of the older versions are words between spaces, in which a backslash is itself; quotes hold together what has spaces. */
export function splitFlags(text: string): string[] {
  return /["']/.test(text) ? splitArguments(text) : text.split(/\s+/).filter(Boolean);
}
