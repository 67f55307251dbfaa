import type { LanguageDefinition, Preparation, Source } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { boxFiles, entryFile, nameSources, sourceArguments } from './sources.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['py', 'py3'] as const;

/** Compiles every file, and keeps the first one's byte code so that the runs need not compile it again. */
const CHECK = `import sys
from _frozen_importlib_external import MAGIC_NUMBER
from marshal import dumps

def check(path):
    with open(path, 'rb') as file:
        source = file.read()
    try:
        return compile(source, path, 'exec', dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        import traceback
        sys.exit(''.join(traceback.format_exception_only(type(error), error)).rstrip())

codes = [check(path) for path in sys.argv[1:]]
with open('/box/main.pyc', 'wb') as file:
    file.write(MAGIC_NUMBER + bytes(12) + dumps(codes[0]))
`;

export const python: LanguageDefinition = {
  id: 'python',
  name: 'Python',
  monaco: 'python',
  extensions: EXTENSIONS,
  timeMultiplier: 4,
  remedy: 'apt-get install python3',
  starterCode: `import sys


def main():
    words = sys.stdin.read().split()

    # Prints the input word by word. Replace this with your solution.
    for word in words:
        print(word)


main()
`,
  helloWorld: `a, b = map(int, input().split())
print(a + b)
`,
  async detect(machine) {
    const interpreter = await machine.find('python3');
    if (!interpreter) return { missing: 'python3 was not found' };
    const { path, mounts } = placeTool(interpreter);
    return {
      version: `CPython ${versionIn(await machine.output([interpreter, '--version']), /Python ([\d.]+)/)}`,
      mounts,
      prepare: (source) => prepare(source, path),
    };
  },
};

function prepare(source: Source, interpreter: string): Preparation {
  const files = nameSources(source, 'main.py');
  const entry = entryFile(files, source.entryPoint, EXTENSIONS);
  const others = sourceArguments(files, EXTENSIONS).filter((path) => path !== `./${entry}`);
  return {
    files: boxFiles([...files, { path: 'codearena-check.py', text: CHECK }]),
    compile: {
      argv: [interpreter, '-I', '-S', 'codearena-check.py', `/box/${entry}`, ...others],
      env: ENVIRONMENT,
      cpuMs: 10_000,
      memoryBytes: 512 * MEBIBYTE,
    },
    // No -I, which would hide a submission's other files from it.
    run: { argv: [interpreter, '-E', '-s', '-B', '/box/main.pyc'], env: ENVIRONMENT },
  };
}
