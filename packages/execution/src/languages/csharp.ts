import { dirname } from 'node:path';
import type { LanguageDefinition, Preparation, Source } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { boxFiles, nameSources, sourceArguments } from './sources.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['cs'] as const;

export const csharp: LanguageDefinition = {
  id: 'csharp',
  name: 'C#',
  monaco: 'csharp',
  extensions: EXTENSIONS,
  timeMultiplier: 2,
  remedy: 'apt-get install mono-mcs mono-runtime',
  starterCode: `using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

class Program
{
    static void Main()
    {
        var input = new StreamReader(Console.OpenStandardInput());
        var output = new StringBuilder();

        // Prints the input word by word. Replace this with your solution.
        string line;
        while ((line = input.ReadLine()) != null)
        {
            foreach (var word in line.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries))
            {
                output.Append(word).Append('\\n');
            }
        }
        Console.Write(output);
    }
}
`,
  helloWorld: `using System;
using System.Linq;

class Program
{
    static void Main()
    {
        Console.WriteLine(Console.ReadLine().Split(' ').Select(long.Parse).Sum());
    }
}
`,
  async detect(machine) {
    const runtime = await machine.find('mono');
    if (!runtime) return { missing: 'mono was not found' };
    // The command mcs is a script around it.
    const compiler = await machine.realPath(`${dirname(dirname(runtime))}/lib/mono/4.5/mcs.exe`);
    if (!compiler) return { missing: 'mono is there, but its C# compiler mcs was not found' };
    const { path, mounts } = placeTool(runtime);
    return {
      version: `Mono ${versionIn(await machine.output([runtime, '--version']), /version ([\d.]+)/)}`,
      mounts,
      prepare: (source) => prepare(source, path),
    };
  },
};

/** For the machine code that the runtime makes, and its own objects. */
const RUNTIME_MEMORY = 32 * MEBIBYTE;

function prepare(source: Source, mono: string): Preparation {
  const files = nameSources(source, 'main.cs');
  const compiler = `${dirname(dirname(mono))}/lib/mono/4.5/mcs.exe`;
  const flags = ['-nologo', '-optimize+', '-reference:System.Numerics.dll', '-out:main.exe'];
  return {
    files: boxFiles(files),
    compile: {
      argv: [mono, compiler, ...flags, ...sourceArguments(files, EXTENSIONS)],
      env: ENVIRONMENT,
      cpuMs: 15_000,
      memoryBytes: 512 * MEBIBYTE,
    },
    run: { argv: [mono, '/box/main.exe'], env: ENVIRONMENT, extraMemoryBytes: RUNTIME_MEMORY },
  };
}
