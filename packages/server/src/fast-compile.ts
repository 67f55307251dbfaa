import path from 'node:path';
import { openCompileCache, type CompileCache } from '@codearena/worker';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Lifetime } from './lifetime.ts';
import type { Judgement } from './sandboxes.ts';

type Parts = { config: Config; logger: Logger; lifetime: Lifetime };

/** Makes in the background, one after another, what lets programs be compiled and started sooner. */
export function startAccelerators({ config, logger, lifetime }: Parts, { languages }: Pick<Judgement, 'languages'>): void {
  if (!config.fastCompile) return;
  const ending = new AbortController();
  const made = makeAll();
  lifetime.onEnd('accelerators', () => {
    ending.abort();
    return made;
  });

  async function makeAll(): Promise<void> {
    const begun = Date.now();
    for (const { name, start } of languages.installed.flatMap(({ toolchain }) => toolchain.accelerators ?? [])) {
      if (ending.signal.aborted) return;
      await start(ending.signal).then(
        () => logger.info({ accelerator: name }, 'accelerator in use'),
        (err: unknown) => ending.signal.aborted || logger.warn({ err, accelerator: name }, 'accelerator cannot be made; programs are compiled without it'),
      );
    }
    logger.info({ tookMs: Date.now() - begun }, 'all accelerators looked after');
  }
}

/** Undefined where sources are to be compiled each time: because it was said, or because nothing can be kept. */
export async function openCache({ config, logger, lifetime }: Parts, { sandbox, fingerprint, machine }: Judgement): Promise<CompileCache | undefined> {
  if (!config.fastCompile || config.compileCacheBytes === 0) return undefined;
  const directory = path.join(config.dataDir, 'compiled', sandbox.kind);
  try {
    const cache = await openCompileCache({ directory, maxBytes: config.compileCacheBytes, machine: () => `${fingerprint}\n${machine()}`, logger });
    lifetime.onEnd('compile cache', () => cache.settled());
    return cache;
  } catch (err) {
    logger.warn({ err, directory }, 'The compile cache cannot be opened; sources are compiled each time');
    return undefined;
  }
}
