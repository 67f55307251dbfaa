import { packageOf, qualified, topLevelDeclarations, withoutLiterals } from './literals.ts';

/** The class whose `main` starts a Kotlin file, undefined when it has none. `fileName` gives top-level functions their class. */
export function kotlinMainClass(fileName: string, text: string): string | undefined {
  const code = withoutLiterals(text);
  const packageName = packageOf(code);
  if (topLevelDeclarations(code).some(({ header }) => /\bfun\s+main\s*\(/.test(header))) {
    // The annotation's argument is a string, so it is looked for in the text itself.
    const renamed = /^\s*@file\s*:\s*JvmName\s*\(\s*"([^"]+)"\s*\)/m.exec(text)?.[1];
    return qualified(packageName, renamed ?? fileClass(fileName));
  }
  const holder = topLevelDeclarations(code).find(({ body }) => /@JvmStatic\s+fun\s+main\s*\(/.test(body));
  const name = holder && /\bobject\s+(\w+)/.exec(holder.header)?.[1];
  return name && qualified(packageName, name);
}

function fileClass(fileName: string): string {
  const stem = fileName.slice(fileName.lastIndexOf('/') + 1).replace(/\.kt$/, '');
  const identifier = stem.replace(/\W/g, '_').replace(/^(?=\d)/, '_');
  return `${identifier.charAt(0).toUpperCase()}${identifier.slice(1)}Kt`;
}
