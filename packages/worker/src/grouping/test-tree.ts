import type { ProblemDefinition, TestCase, TestGroup } from '@codearena/core';

/** The groups of a problem as the tree that they are, with the tests in them, in the order of judging. */
export type GroupNode = { kind: 'group'; group: TestGroup; listed: boolean; children: TreeNode[] };
/** `index` counts from 1 over the whole problem. */
export type TestNode = { kind: 'test'; test: TestCase; index: number };
export type TreeNode = GroupNode | TestNode;

/**
 * Every directory that holds tests is a group, except that below groups which the problem lists those that it does not
 * list are no groups of their own. Samples are all judged, since people learn from each, unless the problem says otherwise.
 * A test that is left out is as if the problem had it not, but keeps its number.
 */
export function testTree({ groups, tests }: Pick<ProblemDefinition, 'groups' | 'tests'>, isLeftOut: (test: TestCase) => boolean = () => false): GroupNode {
  const listed = new Map(groups.map((group) => [group.name, group]));
  const earnsPoints = listed.get('secret')?.rule.kind === 'points';
  const nodes = new Map<string, GroupNode>();
  const nodeOf = (name: string): GroupNode => {
    const known = nodes.get(name);
    if (known) return known;
    const node: GroupNode = { kind: 'group', group: listed.get(name) ?? plainGroup(name, earnsPoints), listed: listed.has(name), children: [] };
    nodes.set(name, node);
    if (name !== '') nodeOf(parentOf(name, listed)).children.push(node);
    return node;
  };
  const root = nodeOf('');
  for (const [position, test] of tests.entries()) {
    const { children } = nodeOf(nearestGroup(test.group, listed));
    if (!isLeftOut(test)) children.push({ kind: 'test', test, index: position + 1 });
  }
  // Groups without tests have a result too, and perhaps a static validation.
  for (const { name } of groups) nodeOf(name);
  return root;
}

/** As they are judged where none is left out. */
export function testsInOrder(node: TreeNode): TestNode[] {
  return node.kind === 'test' ? [node] : node.children.flatMap(testsInOrder);
}

/** Samples earn no points, so they cannot lose any either. */
function plainGroup(name: string, earnsPoints: boolean): TestGroup {
  const goesOn = name === 'sample' || (name === '' && earnsPoints);
  return { name, onReject: goesOn ? 'continue' : 'break', rule: { kind: 'pass-fail' }, requires: [], staticValidation: null };
}

function nearestGroup(name: string, listed: ReadonlyMap<string, TestGroup>): string {
  for (let path = name; path.includes('/'); path = path.slice(0, path.lastIndexOf('/'))) if (listed.has(path) || listed.size === 0) return path;
  return name.split('/')[0] ?? name;
}

function parentOf(name: string, listed: ReadonlyMap<string, TestGroup>): string {
  return name.includes('/') ? nearestGroup(name.slice(0, name.lastIndexOf('/')), listed) : '';
}
