import { describe, expect, it } from 'vitest';
import { readMarkers } from './compile-markers.ts';

describe('readMarkers', () => {
  it('reads gcc and g++, without notes', () => {
    const output = [
      'main.cpp: In function ‘int main()’:',
      'main.cpp:4:3: error: ‘cout’ was not declared in this scope',
      '    4 |   cout << a;',
      '      |   ^~~~',
      'main.cpp:2:1: note: ‘std::cout’ is defined in header ‘<iostream>’',
      'main.cpp:7:9: warning: unused variable ‘x’ [-Wunused-variable]',
      'main.cpp:1:10: fatal error: nope.h: No such file or directory',
    ].join('\n');
    expect(readMarkers('cpp', output)).toEqual([
      { line: 4, column: 3, severity: 'error', message: '‘cout’ was not declared in this scope' },
      { line: 7, column: 9, severity: 'warning', message: 'unused variable ‘x’ [-Wunused-variable]' },
      { line: 1, column: 10, severity: 'error', message: 'nope.h: No such file or directory' },
    ]);
  });

  it('reads what concerns one of several files alone', () => {
    const gcc = 'lib.cpp:1:9: error: a\nmain.cpp:2:3: error: b\nother/lib.cpp:3:1: error: c\n';
    const linesIn = (file: string) => readMarkers('cpp', gcc, file).map(({ line }) => line);
    expect([linesIn('lib.cpp'), linesIn('main.cpp'), linesIn('other/lib.cpp'), linesIn('b.cpp')]).toEqual([[1], [2], [3], []]);
    const python = '  File "/box/lib/sum.py", line 4\n    x = = 1\n        ^\nSyntaxError: invalid syntax\n';
    expect([readMarkers('python', python, 'main.py'), readMarkers('python', python, 'lib/sum.py')]).toMatchObject([[], [{ line: 4 }]]);
  });

  it('leaves out what is in a system header', () => {
    expect(readMarkers('cpp', '/usr/include/c++/12/bits/stl_algo.h:61:18: error: no match for ‘operator<’')).toEqual([]);
  });

  it('reads javac with the column of its caret', () => {
    const output = ["Main.java:5: error: ';' expected", '    int x = 1', '             ^', '1 error'].join('\n');
    expect(readMarkers('java', output)).toEqual([{ line: 5, column: 14, severity: 'error', message: "';' expected" }]);
  });

  it('reads tsc, csc and fpc', () => {
    expect(readMarkers('typescript', "main.ts(3,7): error TS2304: Cannot find name 'x'.")).toEqual([
      { line: 3, column: 7, severity: 'error', message: "Cannot find name 'x'." },
    ]);
    expect(readMarkers('csharp', 'main.cs(2,9): error CS1002: ; expected')[0]?.message).toBe('; expected');
    expect(readMarkers('pascal', 'main.pas(4,1) Error: Identifier not found "x"')[0]).toMatchObject({ line: 4, column: 1 });
  });

  it('reads a Python syntax error and the innermost frame of a traceback', () => {
    const syntax = ['  File "main.py", line 2', '    print(1', '         ^', "SyntaxError: '(' was never closed"].join('\n');
    expect(readMarkers('python', syntax)).toEqual([{ line: 2, column: 6, severity: 'error', message: "SyntaxError: '(' was never closed" }]);
    const traceback = [
      'Traceback (most recent call last):',
      '  File "/box/main.py", line 9, in <module>',
      '    solve()',
      '  File "/box/main.py", line 4, in solve',
      '    return 1 // 0',
      'ZeroDivisionError: integer division or modulo by zero',
    ].join('\n');
    expect(readMarkers('python', traceback)[0]).toMatchObject({ line: 4, message: 'ZeroDivisionError: integer division or modulo by zero' });
  });

  it('reads node', () => {
    const output = ['/box/main.js:3', 'let a = ;', '        ^', '', "SyntaxError: Unexpected token ';'", '    at wrapSafe (node:internal)'].join('\n');
    expect(readMarkers('javascript', output)).toEqual([{ line: 3, column: 9, severity: 'error', message: "SyntaxError: Unexpected token ';'" }]);
  });

  it('reads rustc', () => {
    const output = ['error[E0425]: cannot find value `x` in this scope', ' --> main.rs:2:20', '  |', '2 |     println!("{}", x);'].join('\n');
    expect(readMarkers('rust', output)).toEqual([{ line: 2, column: 20, severity: 'error', message: 'cannot find value `x` in this scope' }]);
  });

  it('reads go and ghc', () => {
    expect(readMarkers('go', '# command-line-arguments\n./main.go:5:2: undefined: x')).toEqual([
      { line: 5, column: 2, severity: 'error', message: 'undefined: x' },
    ]);
    expect(readMarkers('haskell', 'Main.hs:3:8: error:\n    Variable not in scope: foo')[0]).toMatchObject({
      line: 3,
      column: 8,
      message: 'Variable not in scope: foo',
    });
  });

  it('reads ruby, php, perl and lua', () => {
    expect(readMarkers('ruby', 'main.rb:3: syntax error, unexpected end-of-input')[0]).toMatchObject({ line: 3 });
    expect(readMarkers('php', 'PHP Parse error:  syntax error, unexpected token ";" in /box/main.php on line 2')[0]).toMatchObject({
      line: 2,
      message: 'syntax error, unexpected token ";"',
    });
    expect(readMarkers('perl', 'syntax error at main.pl line 4, near "}"')[0]).toMatchObject({ line: 4, message: 'syntax error' });
    expect(readMarkers('lua', "luac: main.lua:2: unexpected symbol near ')'")[0]).toMatchObject({ line: 2, message: "unexpected symbol near ')'" });
  });

  it('gives nothing for an unknown language or format', () => {
    expect(readMarkers('brainfuck', 'main.b:1:1: error: no')).toEqual([]);
    expect(readMarkers('cpp', 'the compiler took too long')).toEqual([]);
    expect(readMarkers('java', '')).toEqual([]);
  });
});
