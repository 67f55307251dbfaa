import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const GRAFANA = path.resolve(import.meta.dirname, '../../deploy/grafana');

/** Every metric that the dashboard or an alert asks for. */
export function metricsAskedFor(): string[] {
  const expressions = [...dashboardExpressions(), ...alertExpressions()];
  return [...new Set(expressions.flatMap((expression) => expression.match(/\b(codearena|process|nodejs)_[a-z0-9_]+/g) ?? []))].toSorted();
}

function dashboardExpressions(): string[] {
  const { panels } = JSON.parse(readFileSync(path.join(GRAFANA, 'dashboard.json'), 'utf8')) as { panels: { targets: { expr: string }[] }[] };
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
}

function alertExpressions(): string[] {
  const { groups } = parse(readFileSync(path.join(GRAFANA, 'alerts.yaml'), 'utf8')) as { groups: { rules: { expr: string }[] }[] };
  return groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
}

/** The names under which Prometheus knows what it scraped. */
export function metricsOffered(scraped: string): Set<string> {
  const types = [...scraped.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => ({ name, type }));
  return new Set(types.flatMap(({ name, type }) => (type === 'histogram' ? ['_bucket', '_count', '_sum'].map((ending) => `${name}${ending}`) : [name])));
}
