import { canJudge, type IsolationReport } from '@codearena/core';
import type { Language } from '@codearena/contracts';

/** The one line that says that it is ready, with what it can judge. */
export function readyLine(url: string, report: IsolationReport, languages: readonly Language[]): string {
  const lanes = `${report.lanes} ${report.lanes === 1 ? 'lane' : 'lanes'}`;
  const names = languages.map(({ name }) => name).join(', ');
  return `CodeArena is ready to judge on ${url} · ${report.kind} sandbox, ${lanes} · ${names}`;
}

/** Why nothing will be judged here, layer by layer, and what to do about it. */
export function refusal(url: string, report: IsolationReport): string {
  const missing = report.layers.filter((layer) => layer.required && layer.state === 'off');
  const lines = missing.map(({ name, detail, remedy }) => `  ${name}: ${detail}${remedy ? `\n    → ${remedy}` : ''}`);
  return [`CodeArena serves ${url} but does not judge: this machine cannot isolate programs.`, ...lines, 'bin/codearena doctor shows every layer.'].join('\n');
}

/** Layers that are on but weaker than they could be. */
export function weaknesses(report: IsolationReport): string[] {
  if (!canJudge(report)) return [];
  return report.layers.filter(({ state }) => state === 'weaker').map(({ name, detail, remedy }) => `weaker: ${name}: ${detail}${remedy ? ` → ${remedy}` : ''}`);
}
