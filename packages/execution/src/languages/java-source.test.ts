import { describe, expect, it } from 'vitest';
import { readJavaSource } from './java-source.ts';

const MAIN = 'public static void main(String[] args) { System.out.println("{"); }';

describe('readJavaSource', () => {
  it.each([
    ['a public class', `public class Solve { ${MAIN} }`, 'Solve.java', 'Solve'],
    ['a class that is not public', `class Solve { ${MAIN} }`, 'Solve.java', 'Solve'],
    ['a helper before the public class', `class Node { int v; } public class Main { ${MAIN} }`, 'Main.java', 'Main'],
    ['main in a class other than the public one', `public class Graph { } class Start { ${MAIN} }`, 'Graph.java', 'Start'],
    ['two mains, of which the public class has one', `class Other { ${MAIN} } public class Main { ${MAIN} }`, 'Main.java', 'Main'],
    ['a package', `package a.b;\nimport java.util.*;\npublic class Main { ${MAIN} }`, 'Main.java', 'a.b.Main'],
    ['modifiers and annotations', `@SuppressWarnings("unchecked")\npublic final strictfp class Main extends Thread { ${MAIN} }`, 'Main.java', 'Main'],
    ['a public record', `public record Point(int x, int y) { ${MAIN} }`, 'Point.java', 'Point'],
    ['a public enum and an interface', `interface A { int f(); } public enum E { X { int g() { return 1; } }; ${MAIN} }`, 'E.java', 'E'],
    ['letters beyond ASCII', `public class Lösung { ${MAIN} }`, 'Lösung.java', 'Lösung'],
  ])('reads %s', (_name, text, fileName, mainClass) => {
    expect(readJavaSource(text)).toEqual({ fileName, mainClass });
  });

  it('is not misled by comments, strings, characters and text blocks', () => {
    const text = [
      '// public class Comment { public static void main(String[] a) {} }',
      '/* public class Block { */',
      'class Main {',
      '  String a = "public class InString { \\" {";',
      "  char open = '{', quote = '\\'', other = '\"';",
      '  String b = """',
      '    public class InTextBlock { "quoted" {',
      '    """;',
      `  ${MAIN}`,
      '}',
    ].join('\n');
    expect(readJavaSource(text)).toEqual({ fileName: 'Main.java', mainClass: 'Main' });
  });

  it('does not take a nested class or its main for the one to run', () => {
    const text = `public class Outer { public static class Inner { ${MAIN} } } class Runner { ${MAIN} }`;
    expect(readJavaSource(text)).toEqual({ fileName: 'Outer.java', mainClass: 'Runner' });
  });

  it('calls a file without classes Main.java, and finds nothing to run', () => {
    expect(readJavaSource('')).toEqual({ fileName: 'Main.java', mainClass: undefined });
    expect(readJavaSource('}}} {{{')).toEqual({ fileName: 'Main.java', mainClass: undefined });
  });
});
