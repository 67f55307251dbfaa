import type { LanguageDefinition, Preparation, Source } from '@codearena/core';
import { placeTool, seenAt } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { findGoLibrary } from './go-library.ts';
import { boxFiles, nameSources, sourceArguments } from './sources.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['go'] as const;

export const go: LanguageDefinition = {
  id: 'go',
  name: 'Go',
  monaco: 'go',
  extensions: EXTENSIONS,
  timeMultiplier: 1,
  remedy: 'apt-get install golang-go',
  starterCode: `package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	// Prints the input word by word. Replace this with your solution.
	var word string
	for {
		if _, err := fmt.Fscan(in, &word); err != nil {
			break
		}
		fmt.Fprintln(out, word)
	}
}
`,
  helloWorld: `package main

import "fmt"

func main() {
	var a, b int64
	fmt.Scan(&a, &b)
	fmt.Println(a + b)
}
`,
  async detect(machine) {
    const command = await machine.find('go');
    if (!command) return { missing: 'go was not found' };
    const version = versionIn(await machine.output([command, 'version']), /go([\d.]+)/);
    const [root = '', tools = ''] = (await machine.output([command, 'env', 'GOROOT', 'GOTOOLDIR'])).split('\n');
    const library = await findGoLibrary(machine, command);
    if ('missing' in library) return library;
    const { mounts } = placeTool(command);
    const toolchain = { root: seenAt(root, mounts), tools: seenAt(tools, mounts), imports: library.imports };
    return {
      version: `Go ${version}`,
      mounts: [...mounts, ...library.mounts],
      prepare: (source) => prepare(source, toolchain),
    };
  },
};

type GoToolchain = { root: string; tools: string; imports: string };

/** The two steps of `go build` that remain when there are no modules to look at, in half of its time. */
const COMPILE_AND_LINK =
  'tools=$1; imports=$2; shift 2; "$tools/compile" -p main -complete $imports -o /tmp/main.a "$@" && exec "$tools/link" -s -w $imports -o main /tmp/main.a';

function prepare(source: Source, { root, tools, imports }: GoToolchain): Preparation {
  const files = nameSources(source, 'main.go');
  const sources = sourceArguments(files, EXTENSIONS);
  return {
    files: boxFiles(files),
    compile: {
      argv: ['/bin/sh', '-c', COMPILE_AND_LINK, 'build', tools, imports, ...sources],
      env: { ...ENVIRONMENT, GOROOT: root },
      cpuMs: 20_000,
      memoryBytes: 1024 * MEBIBYTE,
    },
    run: { argv: ['/box/main'], env: { ...ENVIRONMENT, GOMEMLIMIT: softLimit(source) } },
  };
}

/** Without it the collector lets the heap grow to twice of what is in use, past the program's limit. */
function softLimit(source: Source): string {
  return `${Math.floor((source.memoryBytes / MEBIBYTE) * 0.9)}MiB`;
}
