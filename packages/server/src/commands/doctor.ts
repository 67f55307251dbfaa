import { canJudge, type IsolationLayer } from '@codearena/core';
import { measureMachine } from '@codearena/execution';
import type { Config } from '../config.ts';
import { findMachineSpeed, openSandbox } from '../sandboxes.ts';
import { printJson, type ExitCode } from './outcome.ts';
import { renderTable } from './table.ts';
import { withLifetime } from './workbench.ts';

/** Tells each layer and each language: found or not, version, remedy. A missing required layer is a finding. */
export function doctor(config: Config, options: { json?: boolean }): Promise<ExitCode> {
  return withLifetime<ExitCode>(async (parts) => {
    const { report, languages } = await openSandbox({ ...parts, config });
    const speed = await describeSpeed(config);
    if (options.json) {
      printJson({
        canJudge: canJudge(report),
        isolation: report,
        speed,
        languages: [
          ...languages.installed.map(({ definition, toolchain }) => ({ id: definition.id, name: definition.name, found: true, version: toolchain.version })),
          ...languages.missing.map(({ definition, reason, remedy }) => ({ id: definition.id, name: definition.name, found: false, reason, remedy })),
        ],
      });
    } else {
      process.stdout.write(layersTable(report.layers));
      process.stdout.write(
        renderTable(
          ['language', '', 'version', 'remedy'],
          [
            ...languages.installed.map(({ definition, toolchain }) => [definition.name, '✓', toolchain.version, '']),
            ...languages.missing.map(({ definition, reason, remedy }) => [definition.name, '–', reason, remedy]),
          ],
        ),
      );
      process.stdout.write(
        canJudge(report)
          ? `\nThis machine can judge: ${report.kind} sandbox, ${report.lanes} lanes.\n${speedLine(speed)}\n`
          : '\nThis machine cannot judge: a required layer is missing.\n',
      );
    }
    return canJudge(report) ? 0 : 1;
  });
}

type MachineSpeed = { measuredMs: number; referenceMs: number | null; factor: number };

async function describeSpeed({ speedReferenceMs, dataDir }: Config): Promise<MachineSpeed> {
  if (speedReferenceMs === null) return { measuredMs: await measureMachine(), referenceMs: null, factor: 1 };
  return findMachineSpeed(speedReferenceMs, dataDir);
}

function speedLine({ measuredMs, referenceMs, factor }: MachineSpeed): string {
  if (referenceMs === null)
    return `Its speed is ${measuredMs} ms. Set SPEED_REFERENCE_MS=${measuredMs} on other workers, and time limits mean there what they mean here.`;
  return `Its speed is ${measuredMs} ms, the reference machine's ${referenceMs} ms: time limits are multiplied by ${factor}.`;
}

const MARKS: Record<IsolationLayer['state'], string> = { on: '✓', weaker: '~ weaker', off: '✗ off' };

function layersTable(layers: readonly IsolationLayer[]): string {
  const rows = layers.map(({ name, state, required, detail, remedy }) => [
    name,
    MARKS[state],
    detail,
    state === 'on' ? '' : (remedy ?? (required ? 'required' : '')),
  ]);
  return renderTable(['layer', '', 'how', 'remedy'], rows);
}
