/**
 * What every sandbox must do, run by each adapter's tests. Programs are Python and shell, which every runner has.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Box, Command, Conversation, Execution, ExecutionLimits, Sandbox } from './sandbox.ts';
import { SandboxFault } from './errors.ts';

const MIB = 1024 * 1024;
const PYTHON = '/usr/bin/python3';
/** Generous in time, so that a busy machine fails nothing that is not about time. */
const LIMITS: ExecutionLimits = {
  cpuMs: 10_000,
  wallMs: 60_000,
  memoryBytes: 128 * MIB,
  processes: 20,
  stdoutBytes: 16 * MIB,
  stderrBytes: 64 * 1024,
  scratchBytes: 16 * MIB,
};

type Change = Omit<Partial<Command>, 'limits'> & { limits?: Partial<ExecutionLimits> };

function python(code: string, change: Change = {}): Command {
  return { argv: [PYTHON, '-I', '-S', '-c', code], profile: 'run', ...change, limits: { ...LIMITS, ...change.limits } };
}

function shell(code: string, change: Change = {}): Command {
  const env = { PATH: '/usr/bin:/bin' };
  return { argv: ['/bin/sh', '-c', code], env, profile: 'compile', ...change, limits: { ...LIMITS, ...change.limits } };
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

const encode = (content: string): Uint8Array => new TextEncoder().encode(content);

/** `conversations`: two programs can be joined by pipes there, as the sandbox itself must say. */
export function sandboxContract(create: () => Promise<Sandbox>, { conversations = true } = {}): void {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await create();
    await sandbox.start();
  });
  afterAll(async () => sandbox?.stop());

  async function inBox<T>(work: (box: Box) => Promise<T>): Promise<T> {
    const box = await sandbox.open();
    try {
      return await work(box);
    } finally {
      await box.close();
    }
  }

  const run = (command: Command): Promise<Execution> => inBox((box) => box.run(command));

  describe('endings', () => {
    it.each([0, 1, 42, 255])('tells exit code %i', async (code) => {
      expect((await run(python(`import os; os._exit(${code})`))).ending).toEqual({ kind: 'exited', code });
    });

    it.each(['SIGSEGV', 'SIGABRT', 'SIGFPE', 'SIGKILL', 'SIGTERM', 'SIGPIPE', 'SIGXFSZ', 'SIGUSR1'])('tells death by %s', async (signal) => {
      const code = `import os, signal; signal.signal(signal.${signal}, signal.SIG_DFL) if "${signal}" != "SIGKILL" else 0; os.kill(os.getpid(), signal.${signal})`;
      expect((await run(python(code))).ending).toEqual({ kind: 'signaled', signal });
    });

    it('passes arguments and environment, and nothing else of ours', async () => {
      const command = python('import os, sys; print(sys.argv[1:], dict(os.environ))', { env: { GREETING: 'hé "x"' } });
      const { stdout } = await run({ ...command, argv: [...command.argv, 'a b', ''] });
      expect(text(stdout)).toBe(`['a b', ''] {'GREETING': 'hé "x"'${text(stdout).includes('LC_CTYPE') ? ", 'LC_CTYPE': 'C.UTF-8'" : ''}}\n`);
    });

    it('calls a program that is not there a fault, and goes on', async () => {
      await inBox(async (box) => {
        await expect(box.run({ ...python(''), argv: ['/box/missing'] })).rejects.toMatchObject({ name: 'SandboxFault', errno: 'ENOENT' });
        expect((await box.run(python('print(1)'))).ending).toEqual({ kind: 'exited', code: 0 });
      });
    });
  });

  describe('limits', () => {
    it('ends a spinning program at its CPU limit, whatever signals it ignores', async () => {
      const code =
        'import signal\nfor s in (signal.SIGTERM, signal.SIGXCPU, signal.SIGINT, signal.SIGALRM): signal.signal(s, signal.SIG_IGN)\nwhile True: pass';
      const { ending, cpuMs } = await run(python(code, { limits: { cpuMs: 300 } }));
      expect(ending).toEqual({ kind: 'limit', limit: 'cpu' });
      expect(cpuMs).toBeGreaterThanOrEqual(300);
      expect(cpuMs).toBeLessThan(700);
    });

    it('counts the CPU time of the whole process tree', async () => {
      const code = 'import os\nif os.fork() == 0:\n  while True: pass\nos.wait()';
      expect((await run(python(code, { mayFork: true, limits: { cpuMs: 300 } }))).ending).toEqual({ kind: 'limit', limit: 'cpu' });
    });

    it('ends a sleeping program at its wall limit', async () => {
      const { ending, wallMs, cpuMs } = await run(python('import time; time.sleep(50)', { limits: { wallMs: 500 } }));
      expect(ending).toEqual({ kind: 'limit', limit: 'wall' });
      expect(wallMs).toBeGreaterThanOrEqual(500);
      expect(cpuMs).toBeLessThan(500);
    });

    it('calls memory that fills up the memory limit', async () => {
      const { ending, peakMemoryBytes } = await run(python('a = []\nwhile True: a.append(bytearray(b"x" * 1000000))'));
      expect(ending).toEqual({ kind: 'limit', limit: 'memory' });
      expect(peakMemoryBytes).toBeGreaterThan(100 * MIB);
    });

    it('calls an allocation that is refused the memory limit, when the program fails over it', async () => {
      expect((await run(python('x = bytearray(10 ** 11)'))).ending).toEqual({ kind: 'limit', limit: 'memory' });
    });

    it('refuses at once, on the heap as well as in mappings of its own', async () => {
      const code =
        'import ctypes\nc = ctypes.CDLL(None); c.malloc.restype = ctypes.c_void_p\nprint(c.malloc(ctypes.c_size_t(900 << 20)), c.malloc(ctypes.c_size_t(1 << 20)) is not None)';
      const { ending, stdout, wallMs } = await run({ ...python(code), argv: [PYTHON, '-c', code] });
      expect({ ending, stdout: text(stdout) }).toEqual({ ending: { kind: 'exited', code: 0 }, stdout: 'None True\n' });
      expect(wallMs).toBeLessThan(8_000);
    });

    it('lets a program get over an allocation that is refused', async () => {
      const { ending, stdout } = await run(python('try: bytearray(10 ** 11)\nexcept MemoryError: print("caught")'));
      expect({ ending, stdout: text(stdout) }).toEqual({ ending: { kind: 'exited', code: 0 }, stdout: 'caught\n' });
    });

    it('measures each program’s peak memory from zero', async () => {
      await inBox(async (box) => {
        const large = await box.run(python('x = bytearray(b"x" * 60000000)'));
        const small = await box.run(python('x = 1'));
        expect(large.peakMemoryBytes).toBeGreaterThan(55 * MIB);
        expect(small.peakMemoryBytes).toBeLessThan(30 * MIB);
      });
    });

    it('ends a flood on stdout at exactly its cap', async () => {
      const { ending, stdout, stdoutTruncated } = await run(
        python('import sys\nwhile True: sys.stdout.write("y" * 1000)', { limits: { stdoutBytes: 100_001 } }),
      );
      expect({ ending, bytes: stdout.length, stdoutTruncated }).toEqual({ ending: { kind: 'limit', limit: 'output' }, bytes: 100_001, stdoutTruncated: true });
    });

    it('drops stderr past its cap and lets the program go on', async () => {
      const code = 'import sys\nfor i in range(1000): sys.stderr.write("e" * 1000)\nprint("done")';
      const { ending, stdout, stderr, stderrTruncated } = await run(python(code, { limits: { stderrBytes: 5000 } }));
      expect({ ending, out: text(stdout), bytes: stderr.length, stderrTruncated }).toEqual({
        ending: { kind: 'exited', code: 0 },
        out: 'done\n',
        bytes: 5000,
        stderrTruncated: true,
      });
    });

    it('allows output of exactly the cap', async () => {
      const { ending, stdoutTruncated } = await run(python('import sys; sys.stdout.write("y" * 5000)', { limits: { stdoutBytes: 5000 } }));
      expect({ ending, stdoutTruncated }).toEqual({ ending: { kind: 'exited', code: 0 }, stdoutTruncated: false });
    });

    it('limits the number of processes', async () => {
      const code =
        'import os, time\nn = 0\ntry:\n  while n < 100:\n    if os.fork() == 0: time.sleep(60)\n    n += 1\nexcept OSError: pass\nprint(n, flush=True)\nos._exit(0)';
      const { stdout } = await run(python(code, { mayFork: true, limits: { processes: 5 } }));
      expect(Number(text(stdout))).toBeGreaterThanOrEqual(3);
      expect(Number(text(stdout))).toBeLessThanOrEqual(5);
    });

    it('limits the scratch space', async () => {
      const code = 'try:\n  f = open("/tmp/a", "wb")\n  for i in range(32): f.write(b"x" * 1048576)\nexcept OSError as e: print(e.errno)';
      expect(['27\n', '28\n']).toContain(text((await run(python(code, { limits: { scratchBytes: 4 * MIB } }))).stdout));
    });
  });

  describe('input and output', () => {
    it('gives an empty stdin by default', async () => {
      expect(text((await run(python('import sys; print(len(sys.stdin.buffer.read()))'))).stdout)).toBe('0\n');
    });

    it.each([1, 65_536, 5_000_000])('gives %i bytes of stdin', async (size) => {
      const stdin = Buffer.alloc(size, 'ab');
      const { stdout } = await run(python('import sys; d = sys.stdin.buffer.read(); print(len(d), d[:1], d[-1:])', { stdin }));
      expect(text(stdout)).toBe(`${size} b'a' b'${size % 2 ? 'a' : 'b'}'\n`);
    });

    it('gives a file as stdin', async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'codearena-contract-'));
      const file = path.join(folder, 'input');
      await writeFile(file, 'x'.repeat(300_000));
      const { stdout } = await run(python('import sys; print(len(sys.stdin.read()))', { stdin: { file } }));
      expect(text(stdout)).toBe('300000\n');
      await rm(folder, { recursive: true });
    });

    it('keeps every byte of a large output in order', async () => {
      const { stdout } = await run(python('import sys\nfor i in range(500000): sys.stdout.write("%09d\\n" % i)'));
      expect(stdout.length).toBe(5_000_000);
      expect(text(stdout.subarray(-10))).toBe('000499999\n');
    });

    it('streams stdout while the program runs', async () => {
      const chunks: string[] = [];
      const sizes: number[] = [];
      const command = python('import time\nprint("first", flush=True)\ntime.sleep(0.4)\nprint("second")', {
        onStdout: (chunk) => void (chunks.push(text(chunk)), sizes.push(chunk.length)),
      });
      const { stdout } = await run(command);
      expect(stdout.length).toBe(0);
      expect(chunks.join('')).toBe('first\nsecond\n');
      expect(sizes[0]).toBe(6);
    });

    it('does not wait for a descendant that holds stdout', async () => {
      const code = 'import os, time\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0: time.sleep(50)\n  os._exit(0)\nprint("parent")';
      const { ending, wallMs, stdout } = await run(python(code, { mayFork: true }));
      expect({ ending, stdout: text(stdout) }).toEqual({ ending: { kind: 'exited', code: 0 }, stdout: 'parent\n' });
      expect(wallMs).toBeLessThan(40_000);
    });
  });

  describe('files', () => {
    it('writes files and folders, replaces them, and finds them in a snapshot', async () => {
      await inBox(async (box) => {
        await box.write([
          { path: 'a.txt', content: encode('old and longer') },
          { path: 'sub/deep/tool', content: encode('#!/bin/sh\necho ran\n'), executable: true },
        ]);
        await box.write([{ path: 'a.txt', content: encode('new') }]);
        const { stdout } = await box.run(shell('cat /box/a.txt; /box/sub/deep/tool; echo made > /box/made'));
        expect(text(stdout)).toBe('newran\n');
        const files = await box.snapshot();
        expect(files.map(({ path: name, executable, content }) => [name, executable, text(content)])).toEqual([
          ['a.txt', false, 'new'],
          ['made', false, 'made\n'],
          ['sub/deep/tool', true, '#!/bin/sh\necho ran\n'],
        ]);
      });
    });

    it('writes files of this machine, large ones too', async () => {
      const directory = await mkdtemp(path.join(tmpdir(), 'codearena-given-'));
      const given = async (name: string, bytes: number) => {
        const content = randomBytes(bytes);
        await writeFile(path.join(directory, name), content);
        return { path: name, sha256: createHash('sha256').update(content).digest('hex'), content: { file: path.join(directory, name) } };
      };
      const [large, empty] = [await given('large', 20_000_000), await given('empty', 0)];
      await inBox(async (box) => {
        await box.write([large, empty, { path: 'small', content: encode('x') }]);
        expect(text((await box.run(shell('cd /box && sha256sum large && wc -c < empty && wc -c < small'))).stdout)).toBe(`${large.sha256}  large\n0\n1\n`);
        const asStdin = await box.run({ ...shell('sha256sum'), stdin: large.content });
        expect(text(asStdin.stdout)).toBe(`${large.sha256}  -\n`);
        const missing = box.write([{ path: 'missing', content: { file: path.join(directory, 'missing') } }]);
        await expect(missing).rejects.toBeInstanceOf(SandboxFault);
      });
      await rm(directory, { recursive: true });
    });

    it('never follows a link out of the box, reading or writing', async () => {
      await inBox(async (box) => {
        await box.write([{ path: 'victim', content: encode('untouched') }]);
        await box.run(shell('ln -s /etc/passwd stolen; ln -s /box/victim name; mkdir real; ln -s real folder; ln -s /etc etc'));
        await box.write([{ path: 'name', content: encode('written') }]);
        await expect(box.write([{ path: 'etc/x', content: encode('x') }])).rejects.toBeInstanceOf(SandboxFault);
        const files = await box.snapshot();
        expect(files.map(({ path: name, content }) => [name, text(content)])).toEqual([
          ['name', 'written'],
          ['victim', 'untouched'],
        ]);
      });
    });

    it.each(['../x', '/etc/x', 'a/../../x', 'a//b', '.', 'a/.', ''])('refuses the name "%s"', async (name) => {
      await inBox(async (box) => {
        await expect(box.write([{ path: name, content: encode('x') }])).rejects.toBeInstanceOf(SandboxFault);
        await box.write([{ path: 'fine', content: encode('x') }]);
      });
    });

    it('refuses a snapshot that is larger than asked for', async () => {
      await inBox(async (box) => {
        await box.write([{ path: 'big', content: new Uint8Array(10_000) }]);
        await expect(box.snapshot({ maxBytes: 9_999 })).rejects.toMatchObject({ name: 'SandboxFault', errno: 'EFBIG' });
        expect(await box.snapshot({ maxBytes: 10_000 })).toHaveLength(1);
      });
    });

    it('empties a directory, whatever the program put in its place, and gives what is in it', async () => {
      await inBox(async (box) => {
        await box.makeDirectory('results');
        await box.run(shell('echo one > results/a; mkdir -p results/deep/er; echo two > results/deep/er/b; chmod 0 results/deep; echo three > beside'));
        const names = async (): Promise<string[]> => (await box.snapshot({ directory: 'results' })).map(({ path: name }) => name);
        await box.run(shell('chmod 755 results/deep'));
        expect(await names()).toEqual(['a', 'deep/er/b']);
        await box.makeDirectory('results');
        expect(await names()).toEqual([]);
        expect((await box.run(shell('echo new > results/mine'))).ending).toEqual({ kind: 'exited', code: 0 });
        expect(await names()).toEqual(['mine']);
        await box.run(shell('rm -r results; mkdir kept; echo x > kept/file; ln -s kept results'));
        await expect(box.snapshot({ directory: 'results' })).rejects.toBeInstanceOf(SandboxFault);
        await box.makeDirectory('results');
        expect(await names()).toEqual([]);
        expect((await box.snapshot({ directory: 'kept' })).map(({ path: name }) => name)).toEqual(['file']);
        await expect(box.makeDirectory('../out')).rejects.toBeInstanceOf(SandboxFault);
        await box.makeDirectory('');
        expect(await box.snapshot()).toEqual([]);
      });
    });

    it('starts a program in the box where that is wanted, still read-only', async () => {
      await inBox(async (box) => {
        await box.write([{ path: 'work/data.txt', content: encode('here') }]);
        const code = 'print(open("data.txt").read())';
        expect(text((await box.run(python(code, { directory: 'work' }))).stdout)).toBe('here\n');
        expect((await box.run(python(code))).ending).toEqual({ kind: 'exited', code: 1 });
      });
    });

    it('starts in no directory that a program has made a link of', async () => {
      await inBox(async (box) => {
        await box.makeDirectory('work');
        await box.run(shell('rmdir work && ln -s /proc/self work'));
        const started = box.run(python('print(1)', { directory: 'work' }));
        await expect(started).rejects.toMatchObject({ name: 'SandboxFault', step: 'open working directory' });
      });
    });

    it('has a second space beside it, of which neither sees the other, gone with the box', async () => {
      for (let i = 0; i < sandbox.lanes() + 1; i++) {
        await inBox(async (box) => {
          const beside = await box.beside();
          expect(await box.beside()).toBe(beside);
          expect(await beside.snapshot()).toEqual([]);
          await Promise.all([box.write([{ path: 'own', content: encode('x') }]), beside.write([{ path: 'other', content: encode('y') }])]);
          const look = 'import os; print(os.listdir("/box"), len([p for p in os.listdir("/proc") if p.isdigit()]))';
          const [own, other] = await Promise.all([box.run(python(look)), beside.run(python(look))]);
          // Nothing hides a container's agent there.
          const processes = sandbox.kind === 'docker' ? 2 : 1;
          expect([text(own.stdout), text(other.stdout)]).toEqual([`['own'] ${processes}\n`, `['other'] ${processes}\n`]);
        });
      }
    });

    it('says whether programs can talk to each other there', () => expect(sandbox.converses).toBe(conversations));

    if (!conversations)
      it('refuses a conversation as a fault', () =>
        inBox(async (box) => {
          await expect(box.converse(python('1'), python('1'))).rejects.toMatchObject({ name: 'SandboxFault', step: 'converse' });
        }));

    if (conversations)
      describe.each([
        ['a conversation', undefined],
        ['a conversation that is listened to', () => {}],
      ])('%s', (_name, onSaid) => {
        const talk = async (own: string, beside: string, change: Change = {}, besideChange: Change = {}): Promise<Conversation> =>
          inBox((box) => box.converse(python(own, change), python(beside, { profile: 'compile', ...besideChange }), onSaid));
        const endings = ({ own, beside, endedFirst }: Conversation) => ({ own: own.ending, beside: beside.ending, endedFirst });
        const exited = (code: number) => ({ kind: 'exited', code });

        if (onSaid)
          it('is heard in its order, also what was said last, as far as there is room', async () => {
            const hear = async (own: string, beside: string) => {
              const heard: { side: string; text: string }[] = [];
              await inBox((box) => box.converse(python(own), python(beside, { profile: 'compile' }), (side, chunk) => heard.push({ side, text: text(chunk) })));
              return heard;
            };
            const ask = 'for i in range(3):\n  print(i, flush=True)\n  input()\nprint("bye")';
            const answer = 'import sys, time\nfor i in range(3): print(int(input()) ** 2, flush=True)\ntime.sleep(0.1); sys.exit(42)';
            const lines = (await hear(ask, answer)).map(({ side, text: said }) => `${side} ${said.trim()}`);
            expect(lines).toEqual(['own 0', 'beside 0', 'own 1', 'beside 1', 'own 2', 'beside 4', 'own bye']);
            const long = await hear(
              'print("x" * 300_000, flush=True); print(len(input()))',
              'n = len(input())\nprint("y" * n, flush=True)\nassert int(input()) == n',
            );
            const length = long.reduce((sum, said) => sum + said.text.length, 0);
            expect(length).toBeGreaterThan(30_000);
            expect(length).toBeLessThanOrEqual(65_536);
          });

        it('carries what each says to the other, and ends when both have ended', async () => {
          const ask = 'for i in range(2000):\n  print(i, flush=True)\n  assert int(input()) == i * i\nimport sys; sys.stderr.write("asked")';
          const answer = 'import sys\nfor line in sys.stdin: print(int(line) ** 2, flush=True)\nsys.stderr.write("answered"); sys.exit(42)';
          const { own, beside, endedFirst } = await talk(ask, answer);
          expect([own.ending, text(own.stderr), beside.ending, text(beside.stderr), endedFirst]).toEqual([exited(0), 'asked', exited(42), 'answered', 'own']);
        });

        it('tells who ended first, whatever follows from it', async () => {
          for (let i = 0; i < 20; i++) {
            expect(endings(await talk('import os; os._exit(3)', 'input()'))).toEqual({ own: exited(3), beside: exited(1), endedFirst: 'own' });
            expect(endings(await talk('input()', 'import os; os._exit(43)'))).toEqual({ own: exited(1), beside: exited(43), endedFirst: 'beside' });
          }
        });

        it('breaks the pipe of who writes to nobody', async () => {
          const flood = 'import signal, sys\nsignal.signal(signal.SIGPIPE, signal.SIG_DFL)\nwhile True: sys.stdout.write("x" * 1000)';
          expect(endings(await talk(flood, 'input'))).toMatchObject({ own: { kind: 'signaled', signal: 'SIGPIPE' }, endedFirst: 'beside' });
          expect(endings(await talk('pass', flood))).toMatchObject({ beside: { kind: 'signaled', signal: 'SIGPIPE' }, endedFirst: 'own' });
        });

        it('shows a closed stdout to the other at once', async () => {
          const close = 'import os, sys\nos.write(1, b"all\\n"); os.close(1)\nsys.exit(42 if sys.stdin.read() == "understood" else 43)';
          expect(endings(await talk('import sys\nassert sys.stdin.read() == "all\\n"\nprint("understood", end="")', close))).toMatchObject({
            own: exited(0),
            beside: exited(42),
          });
        });

        it('ends each by its own limits', async () => {
          const busy = await talk('while True: pass', 'import sys; sys.stdin.read(); sys.exit(42)', { limits: { cpuMs: 300 } });
          expect(endings(busy)).toEqual({ own: { kind: 'limit', limit: 'cpu' }, beside: exited(42), endedFirst: 'own' });
          const silent = await talk('input()', 'import sys; sys.stdin.read()', { limits: { wallMs: 600 } });
          expect(silent.own.ending).toEqual({ kind: 'limit', limit: 'wall' });
          const memory = await talk('input()', 'x = bytearray(400_000_000)', {}, { limits: { memoryBytes: 64 * MIB } });
          expect(memory.beside.ending).not.toEqual(exited(0));
          expect(memory.own.peakMemoryBytes).toBeLessThan(40 * MIB);
        });

        it('lets neither see the other', async () => {
          await inBox(async (box) => {
            const beside = await box.beside();
            await beside.write([{ path: 'secret', content: encode('x') }]);
            const look =
              'import os, sys\nfds = sorted(os.listdir("/proc/self/fd"))\nfound = [os.listdir("/box"), os.listdir("/tmp"), [p for p in os.listdir("/proc") if p.isdigit()], len(fds)]\nsys.stderr.write(str(found))';
            const { own } = await box.converse(python(look), python('import sys; sys.stdin.read()', { profile: 'compile' }));
            expect(text(own.stderr)).toMatch(/^\[\[\], \[\], \['\d+'\], 4\]$/);
          });
        });

        it('leaves the box and what is beside it as they were', async () => {
          await inBox(async (box) => {
            for (let i = 0; i < 3; i++) {
              await box.converse(python('print("x")'), python('input()', { profile: 'compile' }));
              expect(text((await box.run(python('print(1)'))).stdout)).toBe('1\n');
              expect(text((await (await box.beside()).run(python('print(2)'))).stdout)).toBe('2\n');
            }
          });
        });
      });

    it('starts every program in a fresh scratch directory', async () => {
      await inBox(async (box) => {
        const leave = 'import os; open("/tmp/left", "w").write("x"); os.mkdir("/tmp/d"); open("/tmp/d/e", "w"); print(os.getcwd() == os.path.realpath("/tmp"))';
        expect(text((await box.run(python(leave))).stdout)).toBe('True\n');
        expect(text((await box.run(python('import os; print(os.listdir("/tmp"))'))).stdout)).toBe('[]\n');
      });
    });

    it('gives each box to one submission only', async () => {
      for (let i = 0; i < sandbox.lanes() + 1; i++) {
        await inBox(async (box) => {
          expect(await box.snapshot()).toEqual([]);
          await box.write([{ path: 'secret', content: encode('x') }]);
        });
      }
    });
  });

  describe('isolation', () => {
    it('runs programs as user 1000 without privileges', async () => {
      const code =
        'import os\nprint(os.getresuid(), os.getresgid())\nfor l in open("/proc/self/status"):\n  if l.startswith(("CapEff", "CapPrm", "NoNewPrivs", "Seccomp:")): print(l.split())';
      expect(text((await run(python(code))).stdout)).toBe(
        "(1000, 1000, 1000) (1000, 1000, 1000)\n['CapPrm:', '0000000000000000']\n['CapEff:', '0000000000000000']\n['NoNewPrivs:', '1']\n['Seccomp:', '2']\n",
      );
    });

    it('has no network', async () => {
      const code =
        'import socket\nfor f in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):\n  try: socket.socket(f); print("socket", f)\n  except OSError as e: print(e.errno)';
      expect(text((await run({ ...python(code), argv: [PYTHON, '-c', code] })).stdout)).toBe('1\n1\n1\n1\n');
    });

    it('shows nothing of the host’s private places', async () => {
      const code =
        'import os\nfor p in ("/root", "/home", "/etc/shadow", "/var/log", "/sys/kernel", "/proc/kcore", "/proc/1/environ", "/dev/sda", "/dev/shm"):\n  try:\n    content = os.listdir(p) if os.path.isdir(p) else open(p).read(1)\n    if content: print(p, content)\n  except OSError: pass';
      expect(text((await run(python(code))).stdout)).toBe('');
    });

    it('allows threads, but no other programs, at run time', async () => {
      const code =
        'import threading, os\nt = threading.Thread(target=lambda: print("thread")); t.start(); t.join()\nfor f in (os.fork, lambda: os.execv("/bin/true", ["true"])):\n  try: f(); os._exit(9)\n  except OSError: print("refused")';
      const { ending, stdout } = await run({ ...python(code), argv: [PYTHON, '-c', code] });
      expect({ ending, stdout: text(stdout) }).toEqual({ ending: { kind: 'exited', code: 0 }, stdout: 'thread\nrefused\nrefused\n' });
    });

    it('leaves no process behind', async () => {
      await inBox(async (box) => {
        const leave = 'import os, time\nfor i in range(3):\n  if os.fork() == 0:\n    os.setsid(); time.sleep(50)\nprint("ok")';
        await box.run(python(leave, { mayFork: true }));
        const look = 'import os\nprint([p for p in os.listdir("/proc") if p.isdigit() and p not in ("1", os.readlink("/proc/self"))])';
        expect(text((await box.run(python(look))).stdout)).toBe('[]\n');
      });
    });
  });

  describe('lanes and boxes', () => {
    it('makes openers wait in their order, and lets them leave the line', async () => {
      const open = await Promise.all(Array.from({ length: sandbox.lanes() }, () => sandbox.open()));
      const order: number[] = [];
      const leaving = new AbortController();
      const first = sandbox.open().then(async (box) => (order.push(1), await box.close()));
      const left = sandbox.open({ signal: leaving.signal });
      const third = sandbox.open().then(async (box) => (order.push(3), await box.close()));
      leaving.abort(new Error('left the line'));
      await expect(left).rejects.toThrow('left the line');
      for (const box of open) await box.close();
      await Promise.all([first, third]);
      expect(order).toEqual([1, 3]);
    });

    it('refuses an opener that has left already', async () => {
      await expect(sandbox.open({ signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
    });

    it('runs boxes beside one another without their seeing each other', async () => {
      if (sandbox.lanes() < 2) return;
      const boxes = [await sandbox.open(), await sandbox.open()];
      const answers = await Promise.all(
        boxes.map(async (box, index) => {
          await box.write([{ path: `mine-${index}`, content: encode('x') }]);
          return text((await box.run(python('import os, time; time.sleep(0.2); print(os.listdir("/box"))'))).stdout);
        }),
      );
      for (const box of boxes) await box.close();
      expect(answers).toEqual(["['mine-0']\n", "['mine-1']\n"]);
    });

    it('kills a command that is under way when its box is closed', async () => {
      const box = await sandbox.open();
      const running = box.run(python('import time; time.sleep(50)'));
      const rejected = expect(running).rejects.toBeInstanceOf(SandboxFault);
      await box.close();
      await rejected;
      expect((await run(python('print(1)'))).ending).toEqual({ kind: 'exited', code: 0 });
    });

    it('closes a box twice, and refuses to use it afterwards', async () => {
      const box = await sandbox.open();
      await box.close();
      await box.close();
      await expect(box.run(python('1'))).rejects.toBeInstanceOf(SandboxFault);
    });

    it('keeps a box writable for a compiler, and read-only for a program, in turn', async () => {
      await inBox(async (box) => {
        await box.write([{ path: 'sub/deep/a', content: encode('x') }]);
        const attempt =
          'for name in ("new", "sub/deep/a", "sub/deep/new"):\n  try: open("/box/" + name, "w"); print("written")\n  except OSError as e: print("refused")';
        const outputs = [];
        for (const profile of ['compile', 'run', 'compile', 'run'] as const) outputs.push(text((await box.run(python(attempt, { profile }))).stdout));
        const [written, refused] = ['written\n'.repeat(3), 'refused\n'.repeat(3)];
        expect(outputs).toEqual([written, refused, written, refused]);
        await box.write([{ path: 'sub/deep/a', content: encode('by the judge') }]);
        expect(text((await box.run(python('print(open("/box/sub/deep/a").read())'))).stdout)).toBe('by the judge\n');
      });
    });

    it('is read-only at every depth that a compiler left', async () => {
      await inBox(async (box) => {
        const dig = 'i=0; while [ $i -lt 150 ]; do mkdir d; echo x > d/file; cd d; i=$((i+1)); done; echo $i';
        expect(text((await box.run(shell(dig))).stdout)).toBe('150\n');
        const attempt =
          'import os\nos.chdir("/box")\ndeep = wrote = 0\nwhile True:\n  for name in ("new", "d/file"):\n    try: open(name, "w"); wrote += 1\n    except OSError: pass\n  try: os.chdir("d"); deep += 1\n  except OSError: break\nprint(deep > 50, wrote)';
        expect(text((await box.run(python(attempt))).stdout)).toBe('True 0\n');
      });
    });

    it('shows a program what a compiler locked away, and never lets it open it', async () => {
      await inBox(async (box) => {
        const lock =
          'mkdir closed; echo x > closed/file; echo x > secret; chmod 0 closed/file closed secret; ln -s /etc/passwd link; mkfifo pipe; chmod 0 /tmp; echo $?';
        expect(text((await box.run(shell(lock))).stdout)).toBe('0\n');
        const attempt =
          'import os\nfor name in ("closed", "closed/file", "secret", "pipe"):\n  try: os.chmod("/box/" + name, 0o777); print("opened")\n  except OSError: print("refused")\nopen("/tmp/own", "w").close()';
        expect(await box.run(python(attempt))).toMatchObject({ ending: { kind: 'exited', code: 0 }, stdout: Buffer.from('refused\n'.repeat(4)) });
      });
    });

    it('reports its layers', async () => {
      const report = await sandbox.inspect();
      expect(report).toMatchObject({ kind: sandbox.kind, lanes: sandbox.lanes() });
      expect(report.layers.filter(({ required, state }) => required && state === 'off')).toEqual([]);
    });
  });
}
