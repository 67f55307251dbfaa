import type { Nodes, Root } from 'mdast';
import { mathProblem, normaliseMath } from './math.ts';
import { sectionTitle } from './section-titles.ts';
import type { Translation } from './translation.ts';

/** Puts in what `\ref` says, and makes math what the page can draw. */
export function resolveReferences(root: Root, translation: Translation): void {
  visit(root, (node) => {
    if (node.type === 'text' && node.value.includes('\uE002'))
      node.value = node.value.replace(/(\uE004?)\uE002([^\uE003]*)\uE003/g, (_, full: string, label: string) => refer(translation, full !== '', label));
    if (node.type === 'math' || node.type === 'inlineMath') {
      node.value = normaliseMath(node.value);
      const problem = mathProblem(node.value, node.type === 'math');
      if (problem !== null) translation.warn(node.value, `this math cannot be drawn: ${problem}`);
    }
  });
}

function refer(translation: Translation, full: boolean, label: string): string {
  const number = translation.labels.get(label);
  if (number === undefined) {
    translation.warn('\\ref', `nothing has the label "${label}"`);
    return '';
  }
  return full ? `${sectionTitle(/^tab/i.test(label) ? 'Table' : 'Figure', translation.language)} ${number}` : number;
}

function visit(node: Nodes, action: (node: Nodes) => void): void {
  action(node);
  if ('children' in node) for (const child of node.children) visit(child, action);
}
