import { setTimeout as sleep } from 'node:timers/promises';
import type { Box, BoxFile, Sandbox } from '@codearena/core';
import type { TestNode } from '../grouping/test-tree.ts';
import type { Company } from './company.ts';
import type { TestJudge } from './test-judge.ts';
import type { JudgedTest } from './test-run.ts';

/*
 * The tests of one submission on several lanes, where the others have nothing to do. The submission's own box is one
 * place; lanes that nobody waits for are others, each with a copy of what was built. Places begin tests in their order, a
 * few ahead of the one that is asked for. Results are given in the order in which they are asked for, so that all is as if
 * one test had run after the other; what ran ahead of a test that ended the judging is thrown away.
 *
 * Whoever waits for a lane gets it at once. Nobody is told to be too slow for having run beside tests of its own: such a
 * test, and all after it, run in the submission's own place, one after the other.
 */
export type Spread = {
  run(node: TestNode): Promise<JudgedTest>;
  /** Gives the other lanes back. */
  end(): Promise<void>;
};

export type SpreadParts = {
  sandbox: Pick<Sandbox, 'lanes' | 'openSpare'>;
  company: Company;
  box: Box;
  judgeIn: (box: Box) => TestJudge;
  /** In `box`. */
  judgeTest: TestJudge;
  /** In their order; with none, everything runs in `box` when it is asked for. */
  tests: readonly TestNode[];
};

/** So many tests for each place may have begun that are not asked for yet. */
const AHEAD = 2;
/** How long the end waits for a test that nobody wants any more, before the lane is given up under it. */
const PATIENCE_MS = 25;
/** What is too large to be copied fast is not worth it. */
const MOST_COPIED_BYTES = 32 * 1024 * 1024;

type Result = { promise: Promise<JudgedTest>; resolve: (judged: JudgedTest) => void; reject: (error: unknown) => void };
type Place = { judge: TestJudge; busy: Promise<void> | null };
type Helper = Place & { box: Box };

export async function createSpread({ sandbox, company, box, judgeIn, judgeTest, tests }: SpreadParts): Promise<Spread> {
  const own: Place = { judge: judgeTest, busy: null };
  const helpers = new Set<Helper>();
  const results = new Map<number, Result>();
  const begun = new Set<number>();
  let asked = -1;
  let ended = false;

  function resultOf({ index }: TestNode): Result {
    const result = results.get(index) ?? newResult();
    results.set(index, result);
    return result;
  }

  /** Nothing runs ahead when there is no place beside. */
  function nextTest(): TestNode | undefined {
    const window = helpers.size === 0 ? 1 : AHEAD * (helpers.size + 1);
    return tests.slice(asked, asked + window).find(({ index }) => !begun.has(index));
  }

  function fill(): void {
    // Nothing is asked for yet while the places are being prepared.
    for (const place of asked < 0 ? [] : [own, ...helpers]) {
      const node = ended || place.busy ? undefined : nextTest();
      if (node) begin(place, node);
    }
  }

  function begin(place: Place, node: TestNode): void {
    begun.add(node.index);
    occupy(place, judge(place, node));
  }

  function occupy(place: Place, work: Promise<void>): void {
    place.busy = work.then(() => {
      place.busy = null;
      fill();
    });
  }

  async function judge(place: Place, node: TestNode): Promise<void> {
    const hasCompany = helpers.size > 0;
    try {
      const judged = await company.together(() => place.judge(node.test, node.index));
      if (judged.result.status === 'Time Limit Exceeded' && hasCompany) return withdraw(node);
      resultOf(node).resolve(judged);
    } catch (error) {
      if (place === own) return fail(node, error);
      giveUp(place as Helper);
      begun.delete(node.index);
    }
  }

  function withdraw({ index }: TestNode): void {
    begun.delete(index);
    for (const helper of helpers) giveUp(helper);
  }

  function fail(node: TestNode, error: unknown): void {
    const { promise, reject } = resultOf(node);
    // Perhaps nobody asks for it.
    promise.catch(() => undefined);
    reject(error);
  }

  function giveUp(helper: Helper): void {
    helpers.delete(helper);
    void helper.box.close().catch(() => undefined);
  }

  async function findHelpers(): Promise<void> {
    const most = Math.min(sandbox.lanes(), tests.length) - 1;
    let files: Promise<BoxFile[]> | undefined;
    for (let count = 0; count < most; count += 1) {
      const opened = await openHelper();
      if (!opened) return;
      files ??= box.snapshot({ maxBytes: MOST_COPIED_BYTES });
      occupy(
        opened,
        files.then((copied) => opened.box.write(copied)).catch(() => giveUp(opened)),
      );
    }
  }

  async function openHelper(): Promise<Helper | null> {
    let helper: Helper | undefined;
    let wanted = false;
    const opening = sandbox.openSpare(() => {
      wanted = true;
      if (helper) giveUp(helper);
    });
    // The submission has a place of its own; what is wrong with others concerns whoever needs them.
    const spare = await opening.catch(() => null);
    if (spare === null) return null;
    helper = { box: spare, judge: judgeIn(spare), busy: null };
    helpers.add(helper);
    if (wanted) giveUp(helper);
    return helper;
  }

  await findHelpers();
  return {
    async run(node) {
      const place = tests.findIndex(({ index }) => index === node.index);
      if (place < 0) return company.together(() => judgeTest(node.test, node.index));
      asked = place;
      fill();
      return resultOf(node).promise;
    },
    async end() {
      ended = true;
      for (const helper of helpers) void rested(helper).then(() => giveUp(helper));
      await rested(own);
    },
  };
}

async function rested({ busy }: Place): Promise<void> {
  if (busy) await Promise.race([busy, sleep(PATIENCE_MS)]);
}

function newResult(): Result {
  let settle: Omit<Result, 'promise'> | undefined;
  const promise = new Promise<JudgedTest>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle! };
}
