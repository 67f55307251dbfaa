import type { LanguageDefinition } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { boxFiles, entryFile, nameSources } from './sources.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['lua'] as const;

/** Every Lua can load a file without running it, also where its compiler is not installed. */
const CHECK = `local _, message = loadfile('/box/%') if message then io.stderr:write(message, '\\n') os.exit(1) end`;

export const lua: LanguageDefinition = {
  id: 'lua',
  name: 'Lua',
  monaco: 'lua',
  extensions: EXTENSIONS,
  timeMultiplier: 4,
  remedy: 'apt-get install lua5.4',
  starterCode: `-- Prints the input word by word. Replace this with your solution.
for line in io.lines() do
    for word in line:gmatch("%S+") do
        print(word)
    end
end
`,
  helloWorld: `local a, b = io.read("n", "n")
print(a + b)
`,
  async detect(machine) {
    const interpreter = await machine.find('lua5.4', 'lua5.3', 'lua');
    if (!interpreter) return { missing: 'lua5.4 was not found' };
    const { path, mounts } = placeTool(interpreter);
    return {
      version: `Lua ${versionIn(await machine.output([interpreter, '-v']), /Lua(?:JIT)? ([\d.]+)/)}`,
      mounts,
      prepare(source) {
        const files = nameSources(source, 'main.lua');
        const entry = entryFile(files, source.entryPoint, EXTENSIONS);
        return {
          files: boxFiles(files),
          compile: {
            argv: [path, '-e', CHECK.replace('%', luaText(entry))],
            env: ENVIRONMENT,
            cpuMs: 10_000,
            memoryBytes: 512 * MEBIBYTE,
            isBrief: true,
          },
          run: { argv: [path, `/box/${entry}`], env: { ...ENVIRONMENT, LUA_PATH: '/box/?.lua;;' } },
        };
      },
    };
  },
};

function luaText(text: string): string {
  return text.replace(/['\\]/g, '\\$&');
}
