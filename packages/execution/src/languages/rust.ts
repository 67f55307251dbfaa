import type { LanguageDefinition, Preparation, Source } from '@codearena/core';
import { placeTool } from './detection.ts';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { boxFiles, entryFile, nameSources } from './sources.ts';
import { versionIn } from './versions.ts';

const EXTENSIONS = ['rs'] as const;

export const rust: LanguageDefinition = {
  id: 'rust',
  name: 'Rust',
  monaco: 'rust',
  extensions: EXTENSIONS,
  timeMultiplier: 1,
  remedy: 'apt-get install rustc gcc libc6-dev',
  starterCode: `use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    let mut out = io::BufWriter::new(io::stdout().lock());

    // Prints the input word by word. Replace this with your solution.
    for word in input.split_whitespace() {
        writeln!(out, "{word}")?;
    }
    Ok(())
}
`,
  helloWorld: `use std::io;

fn main() {
    let mut line = String::new();
    io::stdin().read_line(&mut line).unwrap();
    let sum: i64 = line.split_whitespace().map(|word| word.parse::<i64>().unwrap()).sum();
    println!("{}", sum);
}
`,
  async detect(machine) {
    const compiler = await machine.find('rustc');
    if (!compiler) return { missing: 'rustc was not found' };
    const linker = await machine.find('cc', 'gcc');
    if (!linker) return { missing: 'rustc is there, but the C compiler that it links with was not found' };
    const fast = (await machine.find('ld.gold')) ? ['-C', 'link-arg=-fuse-ld=gold'] : [];
    const { path, mounts } = placeTool(compiler);
    const linking = ['-C', `linker=${placeTool(linker).path}`, ...fast];
    return {
      version: `Rust ${versionIn(await machine.output([compiler, '--version']), /rustc ([\d.]+)/)}`,
      mounts: [...mounts, ...placeTool(linker).mounts],
      prepare: (source) => prepare(source, path, linking),
    };
  },
};

function prepare(source: Source, rustc: string, linking: readonly string[]): Preparation {
  const files = nameSources(source, 'main.rs');
  // One unit of code: quicker on the one core that there is, and better code.
  const flags = ['--edition', '2021', '--crate-name', 'main', '-O', '-C', 'codegen-units=1', ...linking];
  return {
    files: boxFiles(files),
    compile: {
      argv: [rustc, ...flags, '-o', 'main', `./${entryFile(files, source.entryPoint, EXTENSIONS)}`],
      env: ENVIRONMENT,
      cpuMs: 30_000,
      memoryBytes: 1024 * MEBIBYTE,
    },
    run: { argv: ['/box/main'], env: ENVIRONMENT },
  };
}
