import { createObservable } from './observable.ts';

/** What the page's one live region says to screen readers. */
export const announcement = createObservable('');

export function announce(text: string): void {
  announcement.set(text);
}
