import { access, constants } from 'node:fs/promises';
import { createEngine } from './engine.ts';

export const DEFAULT_IMAGE = 'codearena-runner';

/** `imageId`: what the name stands for now, so that an image built later is another one. */
export type DockerDetection =
  { available: true; socketPath: string; imageId: string; version: string } | { available: false; socketPath: string; reason: string; remedy: string };

const BUILD = 'Build the image: deploy/runner/build-image.sh';
const PATIENCE_MS = 5_000;

/** Whether containers can be had here: an engine that answers, and our image in it. */
export async function detectDocker(options: { socketPath?: string; image?: string } = {}): Promise<DockerDetection> {
  const socketPath = options.socketPath ?? defaultSocket();
  const image = options.image ?? DEFAULT_IMAGE;
  const missing = (reason: string, remedy: string): DockerDetection => ({ available: false, socketPath, reason, remedy });
  const refusal = await access(socketPath, constants.R_OK | constants.W_OK).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code,
  );
  if (refusal === 'EACCES') return missing(`${socketPath} is closed to this user`, 'Add the user to the group docker.');
  if (refusal) return missing(`there is no container engine at ${socketPath}`, 'Install and start Docker, or set DOCKER_HOST.');
  const engine = createEngine(socketPath);
  try {
    const { Version } = await engine.call<{ Version: string }>('ask container engine', 'GET', '/version', { timeoutMs: PATIENCE_MS });
    const found = await engine.call<{ Id?: string }>('look for image', 'GET', `/images/${image}/json`, { accept: [200, 404], timeoutMs: PATIENCE_MS });
    return found.Id ? { available: true, socketPath, imageId: found.Id, version: Version } : missing(`the engine has no image ${image}`, BUILD);
  } catch (error) {
    return missing(error instanceof Error ? error.message : String(error), 'Start Docker, version 20.10 or later.');
  } finally {
    engine.close();
  }
}

/** Only a local engine will do: containers are made for this machine's programs. */
function defaultSocket(): string {
  const host = process.env.DOCKER_HOST ?? '';
  return host.startsWith('unix://') ? host.slice('unix://'.length) : '/var/run/docker.sock';
}
