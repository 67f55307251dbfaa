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
