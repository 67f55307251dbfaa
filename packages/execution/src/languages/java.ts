import { dirname } from 'node:path';
import type { Execution, LanguageDefinition, Preparation, Source } from '@codearena/core';
import { archiveClasses, JAVAC, type ClassArchives } from './class-archives.ts';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { readJavaSource } from './java-source.ts';
import { compilerOnJvm, jdkVersion, runOnJvm } from './jvm.ts';
import { boxFiles, sourceArguments } from './sources.ts';

export const java: LanguageDefinition = {
  id: 'java',
  name: 'Java',
  monaco: 'java',
  extensions: ['java'],
  timeMultiplier: 2,
  remedy: 'apt-get install openjdk-17-jdk-headless',
  starterCode: `import java.io.*;
import java.util.*;

public class Main {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        StringBuilder out = new StringBuilder();

        // Reads the input line by line. Replace this with your solution.
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            StringTokenizer words = new StringTokenizer(line);
            while (words.hasMoreTokens()) {
                out.append(words.nextToken()).append('\\n');
            }
        }
        System.out.print(out);
    }
}
`,
  helloWorld: `import java.util.Scanner;

public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        System.out.println(in.nextLong() + in.nextLong());
    }
}
`,
  async detect(machine) {
    const compiler = await machine.find('javac');
    if (!compiler) return { missing: 'javac was not found' };
    const runtime = compiler.replace(/javac$/, 'java');
    const { path, mounts } = placeTool(compiler);
    const version = await jdkVersion(machine, runtime);
    const { cacheDirectory } = machine;
    const archives = cacheDirectory === undefined ? undefined : archiveClasses({ cacheDirectory, home: dirname(dirname(compiler)), version });
    return {
      version: `OpenJDK ${version}`,
      mounts: [...mounts, ...(archives?.kept.mounts ?? [])],
      accelerators: archives ? [archives.kept.accelerator] : [],
      prepare: (source) => prepare(source, path, path.replace(/javac$/, 'java'), archives),
    };
  },
};

function prepare(source: Source, javac: string, java: string, archives: ClassArchives | undefined): Preparation {
  const alone = source.files.length === 1;
  const files = source.files.filter(({ path }) => alone || path.endsWith('.java')).map(({ text }) => ({ text, ...readJavaSource(text) }));
  const named = files.map(({ text, fileName }) => ({ text, path: fileName }));
  const others = source.files.filter(({ path }) => !alone && !path.endsWith('.java'));
  const startable = files.flatMap((file) => file.mainClass ?? []);
  const mainClass = source.entryPoint ?? (startable.includes('Main') ? 'Main' : startable[0]) ?? 'Main';
  const virtualMachine = compilerOnJvm(512);
  const compilation = ['-proc:none', '-encoding', 'UTF-8', '-d', '.', ...sourceArguments(named, ['java'])];
  const archived = archives?.options('compiler') ?? [];
  // What the `javac` program does, without its detour over options of its own.
  const shortcut = archived.length > 0 && { argv: [java, ...virtualMachine, ...archived, JAVAC, ...compilation] as const, isSame };
  return {
    files: boxFiles([...named, ...others]),
    compile: {
      argv: [javac, ...virtualMachine.map((flag) => `-J${flag}`), ...compilation],
      env: ENVIRONMENT,
      cpuMs: 15_000,
      memoryBytes: 768 * MEBIBYTE,
      ...(shortcut && { shortcut }),
    },
    run: runOnJvm(java, '/box', mainClass, source.memoryBytes, archives?.options('program')),
  };
}

/** It compiled, or said what is wrong with the source. */
function isSame({ ending, stdout, stderr }: Execution): boolean {
  if (ending.kind === 'limit') return ending.limit !== 'memory';
  if (ending.kind !== 'exited' || ending.code > 1) return false;
  return !/Could not create the Java Virtual Machine|OutOfMemoryError|StackOverflowError/.test(Buffer.concat([stdout, stderr]).toString());
}
