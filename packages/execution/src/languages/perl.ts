import type { LanguageDefinition } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT } from './environment.ts';
import { boxFiles, entryFile, nameSources } from './sources.ts';
import { syntaxCheck } from './syntax-check.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['pl', 'pm'] as const;

export const perl: LanguageDefinition = {
  id: 'perl',
  name: 'Perl',
  monaco: 'perl',
  extensions: EXTENSIONS,
  timeMultiplier: 4,
  remedy: 'apt-get install perl',
  starterCode: `use strict;
use warnings;

# Prints the input word by word. Replace this with your solution.
while (my $line = <STDIN>) {
    print "$_\\n" for split ' ', $line;
}
`,
  helloWorld: `my ($first, $second) = split ' ', <STDIN>;
print $first + $second, "\\n";
`,
  async detect(machine) {
    const interpreter = await machine.find('perl');
    if (!interpreter) return { missing: 'perl was not found' };
    const { path, mounts } = placeTool(interpreter);
    return {
      version: `Perl ${versionIn(await machine.output([interpreter, '--version']), /\(v([\d.]+)\)/)}`,
      mounts,
      prepare(source) {
        const files = nameSources(source, 'main.pl');
        const entry = `/box/${entryFile(files, source.entryPoint, EXTENSIONS)}`;
        return {
          files: boxFiles(files),
          compile: syntaxCheck(path, '-I/box', '-c', entry),
          run: { argv: [path, '-I/box', entry], env: ENVIRONMENT },
        };
      },
    };
  },
};
