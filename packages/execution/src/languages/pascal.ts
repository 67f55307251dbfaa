import type { LanguageDefinition } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { boxFiles, entryFile, nameSources } from './sources.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['pas', 'pp'] as const;

export const pascal: LanguageDefinition = {
  id: 'pascal',
  name: 'Pascal',
  monaco: 'pascal',
  extensions: EXTENSIONS,
  timeMultiplier: 1,
  remedy: 'apt-get install fp-compiler',
  starterCode: `program Solution;

var
  line: ansistring;

begin
  { Prints the input line by line. Replace this with your solution. }
  while not eof do
  begin
    readln(line);
    writeln(line);
  end;
end.
`,
  helloWorld: `program Sum;

var
  a, b: int64;

begin
  readln(a, b);
  writeln(a + b);
end.
`,
  async detect(machine) {
    const compiler = await machine.find('fpc');
    if (!compiler) return { missing: 'fpc was not found' };
    const { path, mounts } = placeTool(compiler);
    return {
      version: `Free Pascal ${versionIn(await machine.output([compiler, '-iV']), /^([\d.]+)/)}`,
      mounts,
      prepare(source) {
        const files = nameSources(source, 'main.pas');
        return {
          files: boxFiles(files),
          compile: {
            // No banner and no progress, only errors and warnings; the rest of a project is found by its `uses`.
            argv: [path, '-l-', '-v0ew', '-O2', '-dONLINE_JUDGE', '-omain', `./${entryFile(files, source.entryPoint, EXTENSIONS)}`],
            env: ENVIRONMENT,
            cpuMs: 10_000,
            memoryBytes: 512 * MEBIBYTE,
          },
          run: { argv: ['/box/main'], env: ENVIRONMENT },
        };
      },
    };
  },
};
