import { describe, expect, it } from 'vitest';
import { kotlinMainClass } from './kotlin-source.ts';

describe('kotlinMainClass', () => {
  it.each([
    ['a top-level main', 'fun main() { }', 'MainKt'],
    ['main with arguments', 'fun main(args: Array<String>) = println(args.size)', 'MainKt'],
    ['a package', 'package org.example\n\nfun main() { }', 'org.example.MainKt'],
    ['a renamed file class', '@file:JvmName("Solve")\npackage a\nfun main() { }', 'a.Solve'],
    ['a static main in an object', 'object Solution {\n  @JvmStatic\n  fun main(args: Array<String>) { }\n}', 'Solution'],
    ['functions before it', 'fun f() { if (true) { println("}") } }\nfun main() { }', 'MainKt'],
  ])('reads %s', (_name, text, expected) => {
    expect(kotlinMainClass('main.kt', text)).toBe(expected);
  });

  it('names the class after the file', () => {
    expect(kotlinMainClass('dir/two words.kt', 'fun main() {}')).toBe('Two_wordsKt');
    expect(kotlinMainClass('2.kt', 'fun main() {}')).toBe('_2Kt');
  });

  it('finds nothing in a file without main, or with one in a comment', () => {
    expect(kotlinMainClass('main.kt', '// fun main() {}\nclass A { fun main() {} }')).toBeUndefined();
  });
});
