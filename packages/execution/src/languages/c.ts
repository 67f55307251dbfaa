import type { LanguageDefinition } from '@codearena/core';
import { detectGnuCompiler } from './gnu-compiler.ts';

export const c: LanguageDefinition = {
  id: 'c',
  name: 'C',
  monaco: 'c',
  extensions: ['c'],
  timeMultiplier: 1,
  remedy: 'apt-get install gcc libc6-dev',
  starterCode: `#include <stdio.h>

int main(void) {
    char word[1024];

    /* Reads the input word by word. Replace this with your solution. */
    while (scanf("%1023s", word) == 1) {
        printf("%s\\n", word);
    }
    return 0;
}
`,
  helloWorld: `#include <stdio.h>

int main(void) {
    long long a, b;
    if (scanf("%lld %lld", &a, &b) != 2) return 1;
    printf("%lld\\n", a + b);
    return 0;
}
`,
  detect: (machine) =>
    detectGnuCompiler(machine, {
      command: 'gcc',
      mainFile: 'main.c',
      extensions: ['c'],
      standard: 'gnu17',
      archives: ['libc.a', 'libm.a'],
    }),
};
