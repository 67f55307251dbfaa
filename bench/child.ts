import { fork, type ChildProcess } from 'node:child_process';

/** A TypeScript program of ours in a process of its own; with its first message. It ends with us. */
export async function startChild<Message>(program: string, args: readonly string[] = []): Promise<{ child: ChildProcess; first: Message }> {
  const child = fork(program, args, { execArgv: ['--import', 'tsx'] });
  const first = await new Promise<Message>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Message));
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
  });
  return { child, first };
}
