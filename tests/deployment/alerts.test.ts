import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const GRAFANA = path.resolve(import.meta.dirname, '../../deploy/grafana');
const PROMTOOL = '/usr/bin/promtool';

describe.skipIf(!existsSync(PROMTOOL))('the alerts (promtool of the package prometheus)', () => {
  const promtool = (...args: string[]) => execFileSync(PROMTOOL, args, { cwd: GRAFANA, encoding: 'utf8' });

  it('are rules that Prometheus takes', () => {
    expect(promtool('check', 'rules', 'alerts.yaml')).toMatch(/SUCCESS: \d+ rules found/);
  });

  it('come when they should, and not before', () => {
    expect(promtool('test', 'rules', 'alerts.test.yaml')).toContain('SUCCESS');
  });
});
