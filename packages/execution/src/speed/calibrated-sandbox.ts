import type { Box, Command, Execution, Sandbox, Space, Speed } from '@codearena/core';

/**
 * A sandbox whose programs get the time that they would need on the reference machine: on one that is slower by a factor,
 * CPU limits are that much longer and what was used counts that much less. Elapsed time is what it is; its caps grow along,
 * so that they stay above those of CPU time. Compilers and the authors' programs have limits that are no part of a verdict.
 */
export function createCalibratedSandbox(sandbox: Sandbox, speed: Speed): Sandbox {
  const { factor } = speed;
  return {
    ...sandbox,
    open: async (options) => calibratedBox(await sandbox.open(options), factor),
    async openSpare(onWanted) {
      const box = await sandbox.openSpare(onWanted);
      return box && calibratedBox(box, factor);
    },
    inspect: async () => ({ ...(await sandbox.inspect()), speed }),
  };
}

function calibratedBox(box: Box, factor: number): Box {
  // The same one at every call: who has put something into it knows it again.
  let beside: Promise<Space> | undefined;
  return {
    ...calibratedSpace(box, factor),
    beside: () => (beside ??= box.beside().then((space) => calibratedSpace(space, factor))),
    async converse(own, beside, onSaid) {
      const longer = onReference(own, factor);
      const more = longer.limits.wallMs - own.limits.wallMs;
      const patient = { ...beside, limits: { ...beside.limits, wallMs: beside.limits.wallMs + more } };
      const conversation = await box.converse(longer, patient, onSaid);
      return { ...conversation, own: asOnReference(own, conversation.own, factor) };
    },
    close: () => box.close(),
  };
}

function calibratedSpace(space: Space, factor: number): Space {
  return {
    write: (files) => space.write(files),
    makeDirectory: (path) => space.makeDirectory(path),
    snapshot: (options) => space.snapshot(options),
    run: async (command) => asOnReference(command, await space.run(onReference(command, factor)), factor),
  };
}

function onReference(command: Command, factor: number): Command {
  if (command.profile !== 'run') return command;
  const { limits } = command;
  return { ...command, limits: { ...limits, cpuMs: Math.round(limits.cpuMs * factor), wallMs: Math.round(limits.wallMs * Math.max(1, factor)) } };
}

function asOnReference({ profile }: Command, execution: Execution, factor: number): Execution {
  return profile === 'run' ? { ...execution, cpuMs: execution.cpuMs / factor } : execution;
}
