import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ranOutOfMemory, type Execution } from '@codearena/core';
import { detectLanguages, LANGUAGES, proveLanguages, type ProvenLanguages } from './index.ts';
import { createWorkbench, said, type Built, type Workbench } from './testing.ts';

const detections = await detectLanguages(LANGUAGES);
const CPU_MS = 500;

/** Each with the line on which the compiler must find it. */
const WRONG_SOURCES: Record<string, { text: string; line: RegExp }> = {
  c: { text: 'int main(void) {\n    return 0\n}\n', line: /main\.c:2:/ },
  cpp: { text: 'int main() {\n    int x = "";\n}\n', line: /main\.cpp:2:/ },
  java: { text: 'class Main {\n    int x = ;\n}\n', line: /Main\.java:2:/ },
  python: { text: 'x = 1\nif x\n    pass\n', line: /line 2/ },
  javascript: { text: 'let x = 1;\nlet y = ;\n', line: /main\.js:2/ },
  typescript: { text: 'const x = 1;\nconst y: string = x;\n', line: /main\.ts\(2,7\)/ },
  go: { text: 'package main\nfunc main() { x }\n', line: /main\.go:2:/ },
  rust: { text: 'fn main() {\n    let x: i32 = "";\n}\n', line: /main\.rs:2:/ },
  ruby: { text: 'x = 1\ndef f(\n', line: /main\.rb:2:/ },
  php: { text: '<?php\n$x = ;\n', line: /line 2/ },
  perl: { text: 'my $x = 1;\nmy $y = ;\n', line: /line 2/ },
  csharp: { text: 'class P {\n    static void Main() { int x = ""; }\n}\n', line: /main\.cs\(2,/ },
  kotlin: { text: 'fun main() {\n    val x: Int = ""\n}\n', line: /main\.kt:2:/ },
  lua: { text: 'local x = 1\nlocal y = =\n', line: /main\.lua:2:/ },
  pascal: { text: 'begin\n  x := 1;\nend.\n', line: /main\.pas\(2,/ },
  haskell: { text: 'main :: IO ()\nmain = putStrLn 1\n', line: /Main\.hs:2:/ },
};

let workbench: Workbench;
let proven: ProvenLanguages;

beforeAll(async () => {
  workbench = await createWorkbench(detections, 2);
  proven = await proveLanguages(workbench.sandbox, detections);
}, 300_000);
afterAll(() => workbench?.stop());

function expectAnswer(execution: Execution, answer: string): void {
  expect({ ending: execution.ending, answer: Buffer.from(execution.stdout).toString(), stderr: said(execution).slice(0, 2000) }).toMatchObject({
    ending: { kind: 'exited', code: 0 },
    answer,
  });
}

const SLOW_COMPILER_MS = 120_000;

for (const detection of detections) {
  const { definition } = detection;
  if ('missing' in detection) {
    it.skipIf(true)(`${definition.name}: ${detection.missing}`, () => undefined);
    continue;
  }

  describe(definition.name, { timeout: SLOW_COMPILER_MS }, () => {
    const trial = readFileSync(new URL(`trials/trial.${definition.extensions[0]}`, import.meta.url), 'utf8');
    let built: Built;

    beforeAll(async () => {
      built = await workbench.build(detection, trial);
    }, SLOW_COMPILER_MS);

    it('answers a hello world', () => {
      expect(proven.missing.find((language) => language.definition === definition)?.reason).toBeUndefined();
      expect(proven.installed.map((language) => language.definition)).toContain(definition);
    });

    it('compiles without a word', () => {
      expect(built.compiled?.ending ?? { kind: 'exited', code: 0 }).toEqual({ kind: 'exited', code: 0 });
      expect(said(built.compiled)).toBe('');
    });

    it('offers starter code that reads the input', async () => {
      const starter = await workbench.build(detection, definition.starterCode);
      expect(said(starter.compiled)).toBe('');
      const execution = await workbench.start(starter, 'one two\nthree\n');
      expect(said(execution).split(/\s+/)).toEqual(['one', 'two', 'three', '']);
    });

    it('says where a source is wrong', async () => {
      const wrong = WRONG_SOURCES[definition.id];
      const { compiled } = await workbench.build(detection, wrong?.text ?? '');
      expect(compiled?.ending).toMatchObject({ kind: 'exited', code: expect.any(Number) });
      expect(compiled?.ending).not.toEqual({ kind: 'exited', code: 0 });
      expect(said(compiled)).toMatch(wrong?.line ?? /never/);
    });

    it('reads 5 MB of input in a moment', async () => {
      const execution = await workbench.start(built, `sum\n${'1234 5678\n'.repeat(524_288)}`);
      expectAnswer(execution, `${6912 * 524_288}\n`);
    });

    it('goes 100,000 calls deep', async () => {
      expectAnswer(await workbench.start(built, 'recursion\n'), '100000\n');
    });

    it('ends abnormally when the program fails', async () => {
      const { ending } = await workbench.start(built, 'crash\n');
      expect(ending.kind).not.toBe('limit');
      expect(ending).not.toEqual({ kind: 'exited', code: 0 });
    });

    it.each(['memory', 'allocate'])('tells that the memory limit was met (%s)', async (mode) => {
      const execution = await workbench.start(built, `${mode}\n`);
      expect(ranOutOfMemory(execution.ending, built.run), JSON.stringify([execution.ending, said(execution).slice(0, 2000)])).toBe(true);
    });

    it('is stopped at the CPU time limit', async () => {
      const { ending, cpuMs } = await workbench.start(built, 'loop\n', CPU_MS);
      expect(ending).toEqual({ kind: 'limit', limit: 'cpu' });
      expect(cpuMs).toBeGreaterThanOrEqual(CPU_MS);
    });
  });
}
