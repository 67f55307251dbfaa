import { dirname, join } from 'node:path';
import type { LanguageDefinition, Machine, Preparation, Source } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { compilerOnJvm, runOnJvm } from './jvm.ts';
import { kotlinMainClass } from './kotlin-source.ts';
import { boxFiles, nameSources, sourceArguments } from './sources.ts';

export const kotlin: LanguageDefinition = {
  id: 'kotlin',
  name: 'Kotlin',
  monaco: 'kotlin',
  extensions: ['kt'],
  timeMultiplier: 2,
  remedy: 'apt-get install kotlin',
  starterCode: `import java.util.StringTokenizer

fun main() {
    val out = StringBuilder()

    // Reads the input line by line. Replace this with your solution.
    System.\`in\`.bufferedReader().forEachLine { line ->
        val words = StringTokenizer(line)
        while (words.hasMoreTokens()) {
            out.append(words.nextToken()).append('\\n')
        }
    }
    print(out)
}
`,
  helloWorld: `fun main() {
    val (a, b) = readLine()!!.split(" ").map { it.toLong() }
    println(a + b)
}
`,
  async detect(machine) {
    const compiler = await machine.find('kotlinc');
    if (!compiler) return { missing: 'kotlinc was not found' };
    const java = await machine.find('java');
    if (!java) return { missing: 'kotlinc is there, but java was not found' };
    const home = dirname(dirname(compiler));
    const tool = placeTool(compiler);
    const virtualMachine = placeTool(java);
    return {
      version: `Kotlin ${await kotlinVersion(machine, home)}`,
      mounts: [...tool.mounts, ...virtualMachine.mounts],
      prepare: (source) => prepare(source, dirname(dirname(tool.path)), virtualMachine.path),
    };
  },
};

/** kotlinc takes seconds to say it; the project's own archive has it in a file, Debian in its package's version. */
async function kotlinVersion(machine: Machine, home: string): Promise<string> {
  const build = await machine.read(join(home, 'build.txt'));
  const text = build ?? (await machine.output(['/usr/bin/dpkg-query', '-W', '-f', '${Version}', 'kotlin']));
  return /^[\d.]+/.exec(text)?.[0] ?? text.trim();
}

function prepare(source: Source, home: string, java: string): Preparation {
  const files = nameSources(source, 'main.kt');
  const mainClass = source.entryPoint ?? files.map(({ path, text }) => kotlinMainClass(path, text)).find(Boolean) ?? 'MainKt';
  return {
    files: boxFiles(files),
    compile: {
      argv: [java, ...compilerCommand(home), ...sourceArguments(files, ['kt', 'java']), '-d', '.'],
      env: ENVIRONMENT,
      cpuMs: 40_000,
      memoryBytes: 1024 * MEBIBYTE,
    },
    run: runOnJvm(java, `/box:${home}/lib/kotlin-stdlib.jar`, mainClass, source.memoryBytes),
  };
}

/** What `kotlinc` comes down to, without its script and its class preloader, which takes 120 MB more. */
function compilerCommand(home: string): string[] {
  return [...compilerOnJvm(640), `-Dkotlin.home=${home}`, '-cp', `${home}/lib/*`, 'org.jetbrains.kotlin.cli.jvm.K2JVMCompiler'];
}
