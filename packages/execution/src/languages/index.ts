import type { LanguageDefinition } from '@codearena/core';
import { c } from './c.ts';
import { cpp } from './cpp.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { haskell } from './haskell.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import { kotlin } from './kotlin.ts';
import { lua } from './lua.ts';
import { pascal } from './pascal.ts';
import { perl } from './perl.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import { typescript } from './typescript.ts';

/** Every language that CodeArena knows, in the order in which people see them. */
export const LANGUAGES: readonly LanguageDefinition[] = [
  c,
  cpp,
  java,
  python,
  javascript,
  typescript,
  go,
  rust,
  ruby,
  php,
  perl,
  csharp,
  kotlin,
  lua,
  pascal,
  haskell,
];

checkTable(LANGUAGES);

/** Two definitions that answer to the same name would shadow each other silently. */
function checkTable(definitions: readonly LanguageDefinition[]): void {
  for (const names of [definitions.map(({ id }) => id), definitions.flatMap(({ extensions }) => extensions)]) {
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice) throw new Error(`two languages are called "${twice}"`);
  }
}

export { machineState } from './machine-state.ts';
export { createMachine, detectLanguages, requiredMounts, type Detection } from './detection.ts';
export { proveLanguages, type MissingLanguage, type ProvenLanguages, type ProvingOptions } from './proving.ts';
