import { packageOf, qualified, topLevelDeclarations, withoutLiterals } from './literals.ts';

export type JavaSource = {
  /** The file name that javac demands for it. */
  fileName: string;
  /** With its package, as `java` wants it; undefined when no class has a main method. */
  mainClass: string | undefined;
};

type JavaType = { name: string; isPublic: boolean; hasMain: boolean };

/** Finds what a Java file must be called and which of its classes to run. */
export function readJavaSource(text: string): JavaSource {
  const code = withoutLiterals(text);
  const types = topLevelDeclarations(code).flatMap(({ header, body }) => typeOf(header, body));
  const publicType = types.find(({ isPublic }) => isPublic);
  const startable = types.filter(({ hasMain }) => hasMain);
  const main = startable.find(({ isPublic }) => isPublic) ?? startable[0];
  return {
    fileName: `${(publicType ?? main)?.name ?? 'Main'}.java`,
    mainClass: main && qualified(packageOf(code), main.name),
  };
}

function typeOf(header: string, body: string): JavaType[] {
  const name = /\b(?:class|interface|enum|record)\s+([\p{L}\p{N}_$]+)/u.exec(header)?.[1];
  if (!name) return [];
  return [{ name, isPublic: /\bpublic\b/.test(header), hasMain: /\bvoid\s+main\s*\(/.test(body) }];
}
