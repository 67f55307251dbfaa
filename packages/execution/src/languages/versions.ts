/** First group of the pattern in a command's output. */
export function versionIn(output: string, pattern: RegExp): string {
  const version = pattern.exec(output)?.[1];
  if (!version) throw new Error(`its version cannot be read from "${output.trim().split('\n')[0] ?? ''}"`);
  return version;
}

/** Whether a dotted version is at least another: "12.2.0" ≥ "12.1". */
export function atLeast(version: string, minimum: string): boolean {
  return version.localeCompare(minimum, 'en', { numeric: true }) >= 0;
}
