import type { LanguageDefinition, Machine } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT } from './environment.ts';
import { boxFiles, entryFile, nameSources } from './sources.ts';
import { syntaxCheck } from './syntax-check.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['php'] as const;

/** Those that solutions use; the rest of the machine's configuration only costs start-up time. */
const EXTENSION_MODULES = ['ctype', 'mbstring', 'bcmath', 'gmp'];

export const php: LanguageDefinition = {
  id: 'php',
  name: 'PHP',
  monaco: 'php',
  extensions: EXTENSIONS,
  timeMultiplier: 4,
  remedy: 'apt-get install php-cli',
  starterCode: `<?php

$words = preg_split('/\\s+/', stream_get_contents(STDIN), -1, PREG_SPLIT_NO_EMPTY);

// Prints the input word by word. Replace this with your solution.
foreach ($words as $word) {
    echo $word, "\\n";
}
`,
  helloWorld: `<?php

fscanf(STDIN, '%d %d', $a, $b);
echo $a + $b, "\\n";
`,
  async detect(machine) {
    const interpreter = await machine.find('php');
    if (!interpreter) return { missing: 'php was not found' };
    const version = versionIn(await machine.output([interpreter, '-n', '--version']), /PHP ([\d.]+)/);
    const { path, mounts } = placeTool(interpreter);
    const flags = ['-n', ...(await moduleFlags(machine, interpreter)), '-d', 'memory_limit=-1'];
    return {
      version: `PHP ${version}`,
      mounts,
      prepare(source) {
        const files = nameSources(source, 'main.php');
        const entry = `/box/${entryFile(files, source.entryPoint, EXTENSIONS)}`;
        return {
          files: boxFiles(files),
          compile: syntaxCheck(path, '-n', '-l', entry),
          // Warnings must not get into the answer.
          run: { argv: [path, ...flags, '-d', 'display_errors=stderr', entry], env: ENVIRONMENT },
        };
      },
    };
  },
};

async function moduleFlags(machine: Machine, interpreter: string): Promise<string[]> {
  const directory = await machine.output([interpreter, '-n', '-r', 'echo ini_get("extension_dir");']);
  const files = EXTENSION_MODULES.map((name) => machine.realPath(`${directory.trim()}/${name}.so`));
  return (await Promise.all(files)).flatMap((file) => (file ? ['-d', `extension=${file}`] : []));
}
