import { beforeAll, describe, expect, inject, it } from 'vitest';
import { findCompose } from './compose.ts';
import { metricsAskedFor, metricsOffered } from './names.ts';
import { ask } from './stack.ts';

const deployed = inject('deployed');

describe.skipIf(deployed === null)('what Prometheus finds in a deployment', () => {
  let scraped = '';

  beforeAll(async () => {
    if (deployed === null) return;
    const docker = await findCompose(deployed.socketPath);
    const compose = (...args: string[]) => docker(['compose', '--project-name', deployed.project, ...args], { environment: deployed.environment });
    for (const role of ['gateway', 'realtime', 'worker']) scraped += await ask(compose, role, '/metrics');
  });

  it('has every metric that the dashboard and the alerts ask for', () => {
    const offered = metricsOffered(scraped);
    expect(metricsAskedFor().length).toBeGreaterThan(15);
    expect(metricsAskedFor().filter((name) => !offered.has(name))).toEqual([]);
  });

  it('knows how many workers take work', () => {
    expect(scraped).toMatch(/^codearena_workers_live 3$/m);
    expect(scraped).toMatch(/^codearena_worker_lanes 3$/m);
  });
});
