import type { LanguageDefinition, Machine } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { boxFiles, entryFile, nameSources } from './sources.ts';
import { syntaxCheck } from './syntax-check.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['rb'] as const;

export const ruby: LanguageDefinition = {
  id: 'ruby',
  name: 'Ruby',
  monaco: 'ruby',
  extensions: EXTENSIONS,
  timeMultiplier: 4,
  remedy: 'apt-get install ruby',
  starterCode: `words = $stdin.read.split

# Prints the input word by word. Replace this with your solution.
puts words
`,
  helloWorld: `a, b = gets.split.map(&:to_i)
puts a + b
`,
  async detect(machine) {
    const interpreter = await machine.find('ruby');
    if (!interpreter) return { missing: 'ruby was not found' };
    const version = versionIn(await machine.output([interpreter, '--version']), /ruby ([\d.]+)/);
    const { path, mounts } = placeTool(interpreter);
    const flags = await startFlags(machine, interpreter);
    return {
      version: `Ruby ${version}`,
      mounts,
      prepare(source) {
        const files = nameSources(source, 'main.rb');
        const entry = `/box/${entryFile(files, source.entryPoint, EXTENSIONS)}`;
        return {
          files: boxFiles(files),
          compile: syntaxCheck(path, '--disable=gems', '-c', entry),
          run: { argv: [path, ...flags, entry], env: RUN_ENVIRONMENT },
        };
      },
    };
  },
};

/** The default of 1 MB ends a recursion after some 10,000 calls. */
const RUN_ENVIRONMENT = { ...ENVIRONMENT, RUBY_THREAD_VM_STACK_SIZE: String(64 * MEBIBYTE) };

/** Of no use to a solution, and every directory on the path slows each `require` down. */
const LEFT_OUT = /\/(bundler|debug|minitest|net-\w+|power_assert|racc|rake|rbs|repl_type_completor|rexml|rss|test-unit|typeprof|xmlrpc)-[^/]*\//;

/** RubyGems takes half of the start-up time; the gems that come with Ruby are found without it when they are on the path. */
async function startFlags(machine: Machine, interpreter: string): Promise<string[]> {
  const listing = 'puts Gem::Specification.flat_map(&:full_require_paths).select { |path| File.directory?(path) }';
  const directories = (await machine.output([interpreter, '-e', listing])).split('\n');
  const system = directories.filter((directory) => directory.startsWith('/usr/') && !LEFT_OUT.test(`${directory}/`));
  return ['--disable=gems', ...system.flatMap((directory) => ['-I', directory])];
}
