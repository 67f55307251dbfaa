import katex from 'katex';

/** Environments of display math, and the one under which KaTeX knows them inside `$$`. */
export const MATH_ENVIRONMENTS: Readonly<Record<string, string | null>> = {
  math: null,
  displaymath: null,
  equation: null,
  'equation*': null,
  align: 'aligned',
  'align*': 'aligned',
  alignat: 'alignedat',
  'alignat*': 'alignedat',
  flalign: 'aligned',
  'flalign*': 'aligned',
  eqnarray: 'aligned',
  'eqnarray*': 'aligned',
  gather: 'gathered',
  'gather*': 'gathered',
  multline: 'gathered',
  'multline*': 'gathered',
  array: 'array',
};

export function environmentMath(name: string, content: string): string {
  const inner = MATH_ENVIRONMENTS[name];
  const lines = name.startsWith('eqnarray') ? content.replace(/&\s*(=|<|>|\\[lg]eq?|\\(?:approx|equiv|to))\s*&/g, '&$1 ') : content;
  return inner ? `\\begin{${inner}}${lines}\\end{${inner}}` : lines;
}

/** Commands of text packages inside math, in KaTeX's words. */
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/\\label\s*\{[^{}]*\}/g, ''],
  [/\\[vh]space\*?\s*\{[^{}]*\}/g, '\\ '],
  [/\\(?:xspace|displaylimits|nolinebreak|allowbreak|noindent|centering|null)(?![a-zA-Z])/g, ''],
  [/\\ensuremath(?![a-zA-Z])/g, ''],
  [/\\mbox(?![a-zA-Z])/g, '\\text'],
  [/\\hbox(?![a-zA-Z])/g, '\\text'],
  [/\\(?:textsc|textsl|textup|textmd|textsf\*)(?![a-zA-Z])/g, '\\text'],
  [/\\emph(?![a-zA-Z])/g, '\\textit'],
  [/\\(?:math(?:ds|bbm|bbmss))(?![a-zA-Z])/g, '\\mathbb'],
  [/\\(?:nicefrac|sfrac|xfrac|flatfrac)(?![a-zA-Z])/g, '\\frac'],
  [/\\(?:numprint|num|np)\s*\{([^{}]*)\}/g, '{$1}'],
  [/\\(?:SI|qty)\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '{$1}\\,\\text{$2}'],
  [/\\(?:si|unit)\s*\{([^{}]*)\}/g, '\\text{$1}'],
  [/\\textquotesingle(?![a-zA-Z])/g, "\\text{'}"],
  [/\\(?:euro|texteuro)(?![a-zA-Z])/g, '\\text{€}'],
  [/\\textasciitilde(?![a-zA-Z])/g, '\\text{~}'],
  [/\\textbackslash(?![a-zA-Z])/g, '\\backslash'],
  [/\\eqno\s*(\([^)]*\))/g, '\\qquad $1'],
  [/\\(?:sl|sc)(?![a-zA-Z])/g, '\\it'],
  [/\\(?:abs)\s*\{([^{}]*)\}/g, '\\left|$1\\right|'],
  [/\\(?:norm)\s*\{([^{}]*)\}/g, '\\left\\|$1\\right\\|'],
  [/\\(?:floor)\s*\{([^{}]*)\}/g, '\\left\\lfloor $1\\right\\rfloor'],
  [/\\(?:ceil)\s*\{([^{}]*)\}/g, '\\left\\lceil $1\\right\\rceil'],
  [/\\(?:hline|cline\{[^{}]*\})\s*$/g, ''],
];

/** Math as the page shows it, on one line: an empty line would end it in Markdown. */
export function normaliseMath(source: string): string {
  let math = source;
  for (const [pattern, replacement] of REPLACEMENTS) math = math.replace(pattern, replacement);
  return math.replace(/\s+/g, ' ').trim();
}

/** Why KaTeX, which draws math on the page, cannot draw this; null when it can. */
export function mathProblem(math: string, display: boolean): string | null {
  try {
    katex.renderToString(math, { displayMode: display, throwOnError: true, strict: false, trust: false, maxExpand: 1000 });
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^KaTeX parse error: /, '').replace(/ at position \d+:[^]*$/, '');
  }
}
