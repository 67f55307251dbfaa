import { chmod, copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildLauncher } from '../launcher/program.ts';

const NOBODY = 65534;

/** A launcher that gives up root before it starts, as if an ordinary user had started it. */
export async function launcherOfNobody(folder: string): Promise<string> {
  if (process.getuid?.() !== 0) return buildLauncher();
  const program = path.join(folder, 'codearena-launcher');
  const wrapper = path.join(folder, 'as-nobody');
  await copyFile(await buildLauncher(), program);
  await writeFile(wrapper, `#!/bin/sh\nexec setpriv --reuid ${NOBODY} --regid ${NOBODY} --clear-groups "${program}" "$@"\n`);
  await Promise.all([chmod(folder, 0o755), chmod(program, 0o755), chmod(wrapper, 0o755)]);
  return wrapper;
}
