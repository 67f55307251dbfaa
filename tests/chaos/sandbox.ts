import { createEngine } from '../../packages/execution/src/docker/engine.ts';
import { WORKER_LABEL } from '../../packages/execution/src/docker/owner.ts';
import { startTestEngine } from '../../packages/execution/src/docker/testing.ts';

/** What the product judges in. */
export type ChosenSandbox = {
  environment: Record<string, string>;
  /** What of it is still there; asked when the product has ended. */
  findLeftovers(): Promise<string[]>;
  stop(): Promise<void>;
};

export const SANDBOXES = { native: useNative, docker: useContainers };

/** Its processes and control groups are found like everybody's. */
async function useNative(): Promise<ChosenSandbox> {
  return { environment: {}, findLeftovers: async () => [], stop: async () => undefined };
}

async function useContainers(): Promise<ChosenSandbox> {
  const engine = await startTestEngine();
  return {
    environment: { SANDBOX: 'docker', DOCKER_HOST: `unix://${engine.socketPath}`, DOCKER_IMAGE: engine.image },
    findLeftovers: () => findContainers(engine.socketPath),
    stop: engine.stop,
  };
}

type Listed = { Id: string; State: string; Labels: Record<string, string> };

async function findContainers(socketPath: string): Promise<string[]> {
  const client = createEngine(socketPath);
  try {
    const all = await client.call<Listed[]>('list containers', 'GET', '/containers/json?all=1');
    return all.flatMap(({ Id, State, Labels }) => (Labels[WORKER_LABEL] === undefined ? [] : [`container ${Id.slice(0, 12)}, ${State}`]));
  } finally {
    client.close();
  }
}
