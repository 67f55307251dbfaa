import { expect, it } from 'vitest';
import { languageOfFile } from './package-languages.ts';

it.each([
  ['sum.cc', '', 'cpp'],
  ['sum.C', '', 'cpp'],
  ['sum.py', 'print(input())\n', 'python'],
  ['sum.py', '#!/usr/bin/env python2\nprint(1)\n', 'python2'],
  ['sum.py', 'n = int(raw_input())\n', 'python2'],
  ['sum.py', 'for i in range(3):\n    print i\n', 'python2'],
  ['sum.py', 'for i in xrange(3): pass\n', 'python2'],
  ['sum.py', '#!/usr/bin/python3\nxrange = lambda n: n\nxrange(1)\n', 'python'],
  ['sum.py', 'try:\n    raw_input()\nexcept NameError:\n    pass\n', 'python'],
  ['sum.py', 'from __future__ import print_function\nraw_input()\n', 'python'],
  ['sum.py', '"""\nprint what was read\n"""\nprint(input())\n', 'python'],
  ['sum.pl', '#!/usr/bin/perl\nprint <>;\n', 'perl'],
  ['sum.pl', ':- initialization(main).\nmain :- halt.\n', 'prolog'],
  ['sum.pl', 'sum(X, Y, Z) :- Z is X + Y.\n', 'prolog'],
  ['sum', '#!/bin/bash\n', 'bash'],
  ['Makefile', 'all:\n', null],
])('%s that begins with %j is of language %s', (path, text, language) => {
  expect(languageOfFile(path, text)).toBe(language);
});
