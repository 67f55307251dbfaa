import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ranOutOfMemory } from '@codearena/core';
import { detectLanguages } from './detection.ts';
import { java } from './java.ts';
import { createWorkbench, said, type Workbench } from './testing.ts';

const detections = await detectLanguages([java]);
const [detection] = detections;

if (!detection || 'missing' in detection) it.skipIf(true)(`Java: ${detection?.missing}`, () => undefined);
else {
  describe('Java', () => {
    let workbench: Workbench;

    beforeAll(async () => {
      workbench = await createWorkbench(detections);
    });
    afterAll(() => workbench?.stop());

    it.each([
      ['exits with code 3', 'System.exit(3);', { kind: 'exited', code: 3 }],
      ['throws an OutOfMemoryError itself', 'throw new OutOfMemoryError("mine");', { kind: 'exited', code: 1 }],
      ['recurses for ever', 'main(args);', { kind: 'exited', code: 1 }],
    ])('does not take a program that %s for one out of memory', async (_name, statement, ending) => {
      const built = await workbench.build(detection, `class Main { public static void main(String[] args) { ${statement} } }`);
      const execution = await workbench.start(built, '');
      expect(execution.ending).toEqual(ending);
      expect(ranOutOfMemory(execution.ending, built.run)).toBe(false);
    });

    // How deep 64 MB of stack are depends on when the compilers take over, so it is tried some times.
    it('has room for unwinding the deepest recursion', async () => {
      const built = await workbench.build(detection, 'class Main { static void dig() { dig(); } public static void main(String[] args) { dig(); } }');
      for (let time = 0; time < 5; time++) expect((await workbench.start(built, '')).ending).toEqual({ kind: 'exited', code: 1 });
    });

    it('runs the class that can be started, in its package, among several files', async () => {
      const main = 'package a.b; class Start { public static void main(String[] args) { System.out.println(Other.answer()); } }';
      const other = 'package a.b; public class Other { static int answer() { return 42; } }';
      const built = await workbench.build(detection, other, main);
      expect(said(built.compiled)).toBe('');
      expect(said(await workbench.start(built, ''))).toBe('42\n');
    });

    it('lets a lock belong to its only thread where the virtual machine knows how, without a word about it', async () => {
      const program = `import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
class Main {
    static String option(String name) {
        try { return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption(name).getValue(); }
        catch (IllegalArgumentException unknown) { return "unknown"; }
    }
    public static void main(String[] args) { System.out.println(option("UseBiasedLocking") + " " + option("PrintWarnings")); }
}`;
      const knows = Number.parseInt(detection.toolchain.version.replace(/^\D+/, ''), 10) < 18;
      expect(said(await workbench.start(await workbench.build(detection, program), ''))).toBe(`${knows ? 'true' : 'unknown'} true\n`);
    });

    it('prints and reads text beyond ASCII', async () => {
      const program = 'public class Grüße { public static void main(String[] a) { System.out.println("é" + new java.util.Scanner(System.in).next()); } }';
      const built = await workbench.build(detection, program);
      expect(said(built.compiled)).toBe('');
      expect(said(await workbench.start(built, 'ß→'))).toBe('éß→\n');
    });
  });
}
