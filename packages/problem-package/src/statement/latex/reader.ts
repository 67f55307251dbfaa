/** A place in LaTeX source, and the ways in which commands take what stands after them. */
export class LatexReader {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.position >= this.text.length;
  }

  peek(): string {
    return this.text.charAt(this.position);
  }

  next(): string {
    this.position += 1;
    return this.text.charAt(this.position - 1);
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.position);
  }

  /** What a sticky pattern matches here, which is then passed; null when it does not match. */
  match(pattern: RegExp): string | null {
    return this.exec(pattern)?.[0] ?? null;
  }

  exec(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match) this.position += match[0].length;
    return match;
  }

  rest(): string {
    const rest = this.text.slice(this.position);
    this.position = this.text.length;
    return rest;
  }

  skipSpace(): void {
    this.match(/[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?/y);
  }

  /** `{…}` without its braces; without braces one command or character, as TeX takes it. Nothing at the end. */
  argument(): string {
    this.skipSpace();
    if (this.peek() === '{') return this.braced();
    return this.match(/\\(?:[a-zA-Z@]+|[^])|[^}]/y) ?? '';
  }

  /** `[…]` without its brackets, undefined when there is none. */
  optional(): string | undefined {
    const before = this.position;
    this.skipSpace();
    if (this.peek() !== '[') {
      this.position = before;
      return undefined;
    }
    const end = this.closing('[', ']');
    const content = this.text.slice(this.position + 1, end);
    this.position = end + 1;
    return content;
  }

  private braced(): string {
    const end = this.closing('{', '}');
    const content = this.text.slice(this.position + 1, end);
    this.position = end + 1;
    return content;
  }

  /** Where the bracket that opens here is closed; the end of the text when it never is. */
  private closing(open: string, close: string): number {
    let depth = 0;
    let braces = 0;
    for (let index = this.position; index < this.text.length; index += 1) {
      const character = this.text[index];
      if (character === '\\') index += 1;
      else if (braces === 0 && character === open) depth += 1;
      else if (braces === 0 && character === close) {
        depth -= 1;
        if (depth === 0) return index;
      } else if (character === '{') braces += 1;
      else if (character === '}') braces = Math.max(0, braces - 1);
    }
    return this.text.length;
  }

  /** Up to a text, which is passed too; up to the end when it does not come. */
  until(end: string): string {
    const found = this.text.indexOf(end, this.position);
    const stop = found < 0 ? this.text.length : found;
    const content = this.text.slice(this.position, stop);
    this.position = found < 0 ? stop : stop + end.length;
    return content;
  }

  /** Between two of the character that stands here, as `\verb` does. */
  delimited(): string {
    const delimiter = this.next();
    return delimiter === '' ? '' : this.until(delimiter);
  }

  /** What is inside an environment whose `\begin{name}` was just passed, nested ones of the same name included. */
  environment(name: string): string {
    const start = this.position;
    const tag = new RegExp(`\\\\(begin|end)\\s*\\{${name.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')}\\}`, 'g');
    tag.lastIndex = start;
    let depth = 1;
    for (let match = tag.exec(this.text); match; match = tag.exec(this.text)) {
      depth += match[1] === 'begin' ? 1 : -1;
      if (depth > 0) continue;
      this.position = match.index + match[0].length;
      return this.text.slice(start, match.index);
    }
    this.position = this.text.length;
    return this.text.slice(start);
  }
}
