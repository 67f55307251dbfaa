/** What the server is made anew for when it changes: paths from the root. */
export function serverInputs(): string[];
