import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A process that is told what to do and tells what came of it, one after the other. */
export type Child = { pid: number; ask<Answer>(message: object | string): Promise<Answer>; end(): void };

export function startChild(module: string): Child {
  const child = fork(module, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${module} ended before its answer`);
  });
  ended.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    async ask<Answer>(message: object | string) {
      const answered = once(child, 'message');
      child.send(message);
      const [answer] = (await Promise.race([answered, ended])) as [Answer];
      return answer;
    },
    end: () => void child.kill(),
  };
}
