import type { LanguageDefinition } from '@codearena/core';
import { detectGnuCompiler } from './gnu-compiler.ts';

const EXTENSIONS = ['cpp', 'cc', 'cxx', 'c++'] as const;

export const CPP_STANDARD = 'gnu++20';

export const cpp: LanguageDefinition = {
  id: 'cpp',
  name: 'C++',
  monaco: 'cpp',
  extensions: EXTENSIONS,
  timeMultiplier: 1,
  remedy: 'apt-get install g++',
  starterCode: `#include <bits/stdc++.h>
using namespace std;

int main() {
    ios::sync_with_stdio(false);
    cin.tie(nullptr);

    // Reads the input word by word. Replace this with your solution.
    string word;
    while (cin >> word) {
        cout << word << '\\n';
    }
}
`,
  helloWorld: `#include <iostream>

int main() {
    long long a, b;
    std::cin >> a >> b;
    std::cout << a + b << '\\n';
}
`,
  detect: (machine) =>
    detectGnuCompiler(machine, {
      command: 'g++',
      mainFile: 'main.cpp',
      extensions: EXTENSIONS,
      standard: CPP_STANDARD,
      olderStandard: 'gnu++14',
      precompilesHeaders: true,
    }),
};
