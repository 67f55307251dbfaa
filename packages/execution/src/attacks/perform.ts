import type { Box, Execution, InstalledLanguage, IsolationReport, Sandbox } from '@codearena/core';
import { SandboxFault } from '@codearena/core';
import type { Attack } from './attack.ts';
import { attackCommand, buildAttack, compileAttack, inBox, type Program } from './build.ts';
import { judgeAttack } from './verdict.ts';

/** Where attacks are performed, and what none of them may get hold of. */
export type Arena = {
  sandbox: Sandbox;
  report: IsolationReport;
  languages: ReadonlyMap<string, InstalledLanguage>;
  secret: string;
};

/** Performs an attack and says what was wrong with its outcome. */
export function perform(arena: Arena, attack: Attack, language: InstalledLanguage, predecessor: Attack | undefined): Promise<string[]> {
  if (attack.profile === 'compiler') return inBox(arena.sandbox, async (box) => judge(arena, attack, await compileAttack(box, language, attack)));
  if (predecessor) return performPair(arena, predecessor, attack, language);
  if (attack.profile === 'compile') return performOnBox(arena, attack, language);
  return performAlone(arena, attack, language);
}

async function performAlone(arena: Arena, attack: Attack, language: InstalledLanguage): Promise<string[]> {
  const program = await buildAttack(arena.sandbox, language, attack);
  return inBox(arena.sandbox, (box) => runIn(box, arena, attack, program));
}

/** In the same box, then in the next one on the same lane: what the first program leaves, the second must not find. */
async function performPair(arena: Arena, leaves: Attack, finds: Attack, language: InstalledLanguage): Promise<string[]> {
  const first = await buildAttack(arena.sandbox, language, leaves);
  const second = await buildAttack(arena.sandbox, language, finds);
  const together = await inBox(arena.sandbox, async (box) => [
    ...label('leaving', await runIn(box, arena, leaves, first)),
    ...label('in the same box', await runIn(box, arena, finds, second)),
    ...label('leaving again', await runIn(box, arena, leaves, first)),
  ]);
  return [...together, ...label('in the next box', await inBox(arena.sandbox, (box) => runIn(box, arena, finds, second)))];
}

/** The program has the box to itself; then the judge takes files out of it and puts its own in. */
async function performOnBox(arena: Arena, attack: Attack, language: InstalledLanguage): Promise<string[]> {
  const program = await buildAttack(arena.sandbox, language, attack);
  return inBox(arena.sandbox, async (box) => {
    const wrong = await runIn(box, arena, attack, program);
    if (attack.replaces) wrong.push(...(await replace(box, attack.replaces)));
    if (attack.snapshot) wrong.push(...(await takeSnapshot(box, arena, attack.snapshot)));
    return wrong;
  });
}

async function runIn(box: Box, arena: Arena, attack: Attack, program: Program): Promise<string[]> {
  await box.write(program.files);
  return judge(arena, attack, await box.run(attackCommand(attack, program)));
}

function judge(arena: Arena, attack: Attack, execution: Execution): string[] {
  const wrong = judgeAttack(attack, execution, arena.report);
  const told = Buffer.concat([execution.stdout, execution.stderr]).includes(arena.secret);
  return told ? [...wrong, 'got hold of a secret that is not its own'] : wrong;
}

async function replace(box: Box, name: string): Promise<string[]> {
  await box.write([{ path: name, content: Buffer.from('by the judge') }]);
  const written = (await box.snapshot()).find((file) => file.path === name);
  return Buffer.from(written?.content ?? []).toString() === 'by the judge' ? [] : [`${name} is not what was written`];
}

async function takeSnapshot(box: Box, arena: Arena, expected: string): Promise<string[]> {
  try {
    const files = await box.snapshot({ maxBytes: 64 * 1024 * 1024 });
    if (expected !== 'safe') return [`a snapshot worked that should have failed with ${expected}`];
    const stolen = files.find(({ content }) => Buffer.from(content).includes(arena.secret) || Buffer.from(content).includes('root:x:0'));
    return stolen ? [`a snapshot followed ${stolen.path} out of the box`] : [];
  } catch (error) {
    if (error instanceof SandboxFault && error.errno === expected) return [];
    throw error;
  }
}

function label(where: string, problems: readonly string[]): string[] {
  return problems.map((problem) => `${where}: ${problem}`);
}
