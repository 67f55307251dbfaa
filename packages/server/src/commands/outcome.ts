/** What a tool's exit code says: 0 success, 1 a finding, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** The person called it wrongly; the message says how to do it right. */
export class UsageError extends Error {}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Progress goes to stderr, so that stdout can be piped. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}
