import type { LanguageDefinition, Preparation, Source } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { boxFiles, entryFile, nameSources, sourceArguments } from './sources.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['py', 'py3'] as const;

/**
 * What `site` does at every start, as far as programs see it, without most of its time: the directories of packages are
 * looked through when something is imported that is neither the program's nor Python's own.
 */
const START = `def _start():
    import _sitebuiltins, builtins, sys
    for name in 'quit', 'exit':
        setattr(builtins, name, _sitebuiltins.Quitter(name, 'Ctrl-D (i.e. EOF)'))
    builtins.help = _sitebuiltins._Helper()
    for name, text in ('copyright', sys.copyright), ('credits', 'See www.python.org'), ('license', 'See https://www.python.org/psf/license/'):
        setattr(builtins, name, _sitebuiltins._Printer(name, text))

    class Packages:
        def find_spec(name, path=None, target=None):
            sys.meta_path.remove(Packages)
            import site
            site.main()
            return next(filter(None, (finder.find_spec(name, path, target) for finder in sys.meta_path)), None)

    sys.meta_path.append(Packages)

_start()
del _start
`;

/**
 * Compiles every file, and keeps the first one's byte code so that the runs need not compile it again, begun with the above:
 * in the same module and frame, after what must come first, so that lines and tracebacks are those of the source.
 */
const CHECK = `import sys
from _ast import Constant, Expr, ImportFrom, PyCF_ONLY_AST
from _frozen_importlib_external import MAGIC_NUMBER
from marshal import dumps

START = ${JSON.stringify(START)}

def check(path, flags=0):
    with open(path, 'rb') as file:
        return compile(file.read(), path, 'exec', flags, dont_inherit=True)

def comes_first(place, statement):
    if isinstance(statement, ImportFrom):
        return statement.module == '__future__'
    return place == 0 and isinstance(statement, Expr) and isinstance(statement.value, Constant) and isinstance(statement.value.value, str)

try:
    main, *others = sys.argv[1:]
    module = check(main, PyCF_ONLY_AST)
    place = 0
    while place < len(module.body) and comes_first(place, module.body[place]):
        place += 1
    module.body[place:place] = compile(START, main, 'exec', PyCF_ONLY_AST, dont_inherit=True).body
    code = compile(module, main, 'exec', dont_inherit=True)
    for path in others:
        check(path)
except (SyntaxError, ValueError) as error:
    import traceback
    sys.exit(''.join(traceback.format_exception_only(type(error), error)).rstrip())
with open('/box/main.pyc', 'wb') as file:
    file.write(MAGIC_NUMBER + bytes(12) + dumps(code))
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
      isBrief: true,
    },
    // No -I, which would hide a submission's other files from it.
    run: { argv: [interpreter, '-E', '-s', '-S', '-B', '/box/main.pyc'], env: ENVIRONMENT },
  };
}
