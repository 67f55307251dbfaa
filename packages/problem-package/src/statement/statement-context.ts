import type { PhrasingContent } from 'mdast';

/** What a translation of a statement needs of its package. */
export type StatementContext = {
  language: string;
  constant(name: string): string | undefined;
  /** Text of a file beside the statement, undefined when there is none. */
  read(name: string): string | undefined;
  /** An image, or a link to what a page cannot show. `width` is a part of the page's width. */
  figure(name: string, width: number | null, alt: string): PhrasingContent;
  warn(problem: string, line?: number): void;
};
