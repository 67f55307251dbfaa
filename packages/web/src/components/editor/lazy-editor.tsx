import { lazy } from 'react';

/** The editor is most of this page's code; everything else works before it is there. */
export const LazyEditor = lazy(() => import('./code-editor.tsx'));

export async function colourLazily(...args: Parameters<typeof import('./monaco.ts').colourCode>): Promise<string> {
  const { colourCode } = await import('./monaco.ts');
  return colourCode(...args);
}
