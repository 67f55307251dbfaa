import { statfs } from 'node:fs/promises';
import { Gauge, type Registry } from 'prom-client';

/** Where a worker keeps test data, and how much must be free there for it to take on work. */
export type DiskNeeds = { directory: string; minimumFreeBytes: number };

export type DiskSpace = {
  /** Why no work can be taken on, for everybody's eyes; null where there is room. */
  findTrouble(): Promise<string | null>;
};

/** Once it was too little, so much more must be free again: else work would come and go with every file. */
const MARGIN = 1.25;

export function createDiskSpace({ directory, minimumFreeBytes }: DiskNeeds, registry: Registry): DiskSpace {
  const free = new Gauge({ name: 'codearena_worker_disk_free_bytes', help: 'Free space where the worker keeps test data', registers: [registry] });
  let troubled = false;
  return {
    async findTrouble() {
      const found = await freeBytesOf(directory);
      free.set(found ?? Number.NaN);
      troubled = found === null || found < minimumFreeBytes * (troubled ? MARGIN : 1);
      if (!troubled) return null;
      return found === null
        ? 'its data directory cannot be looked at'
        : `its disk is full: ${megabytes(found)} are free, ${megabytes(minimumFreeBytes)} are needed`;
    },
  };
}

async function freeBytesOf(directory: string): Promise<number | null> {
  return statfs(directory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
