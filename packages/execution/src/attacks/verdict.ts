import type { Ending, Execution, IsolationReport } from '@codearena/core';
import type { Attack, Lines } from './attack.ts';

/** What is wrong with how an attack ended; empty when it was defeated as expected. */
export function judgeAttack(attack: Attack, execution: Execution, report: IsolationReport): string[] {
  const output = Buffer.from(execution.stdout).toString();
  return [
    ...judgeEnding(attack, execution, report),
    ...(attack.profile === 'compiler' ? judgeWords(attack, output + text(execution.stderr)) : judgeLines(attack, execution, output)),
    ...judgeMeasurements(attack, execution),
    ...(isExpectedWeaker(attack, report) ? [] : judgeProcessorTime(attack, execution)),
  ];
}

export function describeEnding(ending: Ending): string {
  switch (ending.kind) {
    case 'exited':
      return `exited ${ending.code}`;
    case 'signaled':
      return `signaled ${ending.signal}`;
    case 'limit':
      return `limit ${ending.limit}`;
  }
}

function judgeEnding(attack: Attack, { ending, stderr }: Execution, report: IsolationReport): string[] {
  const allowed = ((isExpectedWeaker(attack, report) && attack.weaker) || attack.expect).map(describeEnding);
  const found = describeEnding(ending);
  if (allowed.includes(found)) return [];
  return [`ended with "${found}" instead of "${allowed.join(' or ')}"${excerpt(text(stderr))}`];
}

function isExpectedWeaker({ weaker, layer }: Attack, report: IsolationReport): boolean {
  return weaker !== undefined && report.layers.some(({ name, state }) => name === layer && state !== 'on');
}

function judgeLines(attack: Attack, { ending }: Execution, output: string): string[] {
  const escapes = output.split('\n').filter((line) => line.startsWith('ESCAPED'));
  if (escapes.length > 0) return escapes.slice(0, 5);
  const wanted = ending.kind === 'exited' ? [...attack.prints, ...attack.printsIfExited] : attack.prints;
  if (wanted.length === 0) return [];
  const differing = differingLine(wanted, output);
  return differing === undefined ? [] : [`printed something else: ${differing}`];
}

/** All lines in their order, none more. */
function differingLine(wanted: readonly Lines[], output: string): string | undefined {
  const lines = output.split('\n').slice(0, -1);
  let at = 0;
  for (const { times, pattern } of wanted) {
    const optional = times === 'any';
    for (let i = 0; optional || i < times; i++, at++) {
      const line = lines[at];
      const fits = line !== undefined && pattern.test(line);
      if (!fits && optional) break;
      if (!fits) return `"${line ?? 'nothing'}" where ${pattern.source} should be`;
    }
  }
  return at === lines.length ? undefined : `"${lines[at]}" after the last line`;
}

function judgeWords(attack: Attack, words: string): string[] {
  const missing = attack.says.filter((pattern) => !pattern.test(words)).map((pattern) => `did not say ${pattern.source}${excerpt(words)}`);
  return /^ESCAPED|[^"]ESCAPED:/m.test(words) ? [...missing, `said that it escaped${excerpt(words)}`] : missing;
}

function judgeMeasurements(attack: Attack, execution: Execution): string[] {
  const wrong: string[] = [];
  const truncated = { stdout: execution.stdoutTruncated, stderr: execution.stderrTruncated };
  if (attack.truncated && !truncated[attack.truncated as 'stdout' | 'stderr']) wrong.push(`${attack.truncated} was not marked as cut`);
  if (attack.peakBelowBytes !== undefined && execution.peakMemoryBytes >= attack.peakBelowBytes)
    wrong.push(`was measured with ${execution.peakMemoryBytes} bytes of memory`);
  return wrong;
}

function judgeProcessorTime({ cpuMs: allowed }: Attack, { cpuMs }: Execution): string[] {
  return allowed && (cpuMs < allowed.least || cpuMs > allowed.most) ? [`was measured with ${cpuMs} ms of CPU time`] : [];
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

function excerpt(words: string): string {
  return words ? `: ${words.slice(0, 300).trim()}` : '';
}
