import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { SandboxFault } from '@codearena/core';

/** Gives the address at which lanes are to be had. */
export type LauncherAddress = {
  get(): Promise<string>;
  stop(): Promise<void>;
};

/** The launcher runs already, as our parent. */
export function givenLauncher(address: string): LauncherAddress {
  return { get: async () => address, stop: async () => undefined };
}

/** A launcher of our own: it serves as long as its stdin, which ends with this process however that ends. */
export function ownLauncher(program: string): LauncherAddress {
  let child: ChildProcess | undefined;
  let address: Promise<string> | undefined;

  async function launch(): Promise<string> {
    const started = spawn(program, ['host'], { stdio: ['pipe', 'pipe', 'inherit'] });
    child = started;
    const gone = new Promise<never>((_resolve, reject) => {
      started.once('error', (cause) => reject(new SandboxFault('start launcher', `${program} cannot be started`, { cause })));
      started.once('exit', (code, signal) => {
        if (child === started) child = address = undefined;
        reject(new SandboxFault('start launcher', `The launcher ended with ${signal ?? code}`));
      });
    });
    gone.catch(() => undefined);
    if (!started.stdout) throw new SandboxFault('start launcher', 'The launcher has no stdout');
    const [line] = (await Promise.race([once(createInterface(started.stdout), 'line'), gone])) as [string];
    return line;
  }

  return {
    get() {
      address ??= launch();
      address.catch(() => (address = undefined));
      return address;
    },
    async stop() {
      const running = child;
      if (!running || running.exitCode !== null) return;
      const ended = once(running, 'exit');
      running.stdin?.end();
      await ended;
    },
  };
}

/** `@name` is an abstract socket, whose first byte is NUL. */
export function connectToLauncher(address: string): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ path: address.replace(/^@/, '\0') });
    const refuse = (cause: Error): void => reject(new SandboxFault('connect to launcher', 'The launcher cannot be reached', { cause }));
    socket.once('error', refuse);
    socket.once('connect', () => {
      socket.off('error', refuse);
      resolve(socket);
    });
  });
}
