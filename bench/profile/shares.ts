/** A profile as V8 writes it (Chrome DevTools protocol, Profiler.Profile): a sample is the node it was taken in, after so many microseconds. */
export type CpuProfile = {
  nodes: readonly { id: number; callFrame: { functionName: string; url: string }; children?: readonly number[] }[];
  samples: readonly number[];
  timeDeltas: readonly number[];
};

export type Share = { owner: string; percent: number };

const NOT_WORK = new Set(['(idle)', '(root)']);

/**
 * Whose work the busy time was. What Node.js does itself is the work of whoever called it: of a package, or of a function of
 * ours. The largest shares first.
 */
export function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): Share[] {
  const owners = ownersOf(nodes);
  const times = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const owner = owners.get(id);
    const time = timeDeltas[index] ?? 0;
    if (owner === undefined) continue;
    busy += time;
    times.set(owner, (times.get(owner) ?? 0) + time);
  }
  return [...times].map(([owner, time]) => ({ owner, percent: (time / busy) * 100 })).toSorted((a, b) => b.percent - a.percent);
}

/** Of every node that is work. */
function ownersOf(nodes: CpuProfile['nodes']): Map<number, string> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owners = new Map<number, string>();
  for (const { id, callFrame } of nodes) {
    if (NOT_WORK.has(callFrame.functionName)) continue;
    let at: number | undefined = id;
    let owner: string | undefined;
    for (; at !== undefined && owner === undefined; at = parents.get(at)) owner = ownerOf(byId.get(at)?.callFrame);
    owners.set(id, owner ?? (callFrame.functionName || 'Node.js'));
  }
  return owners;
}

function ownerOf(frame: { functionName: string; url: string } | undefined): string | undefined {
  if (!frame || frame.url === '' || frame.url.startsWith('node:')) return undefined;
  const dependency = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(frame.url)?.[1];
  return dependency ?? `ours: ${frame.functionName || 'without a name'}`;
}
