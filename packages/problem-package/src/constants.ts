/** Puts the values of `constants` in place of `{{name}}` and `{{name.form}}`; a name that is not defined stays as it is. */
export function replaceConstants(text: string, constants: ReadonlyMap<string, string>): string {
  if (constants.size === 0) return text;
  return text.replace(/\{\{([a-zA-Z_][a-zA-Z0-9_]*(?:\.[a-zA-Z_][a-zA-Z0-9_]*)?)\}\}/g, (sequence, name: string) => constants.get(name) ?? sequence);
}
