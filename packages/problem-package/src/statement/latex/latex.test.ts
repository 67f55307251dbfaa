import { describe, expect, it } from 'vitest';
import { writeMarkdown } from '../markdown-text.ts';
import { translateLatex } from './latex.ts';

const FILES: Record<string, string> = { 'part.tex': 'from \\emph{another} file', 'code.py': 'print(1)\n', 'loop.tex': '\\input{loop}' };

function translate(source: string, language = 'en') {
  const warnings: string[] = [];
  const { title, plainTitle, root } = translateLatex(source, {
    language,
    constant: (name) => ({ max: '1000' })[name],
    read: (name) => FILES[name],
    figure: (name, width) => ({ type: 'image', url: width === null ? name : `${name}#${width}`, alt: name }),
    warn: (problem, line) => warnings.push(line === undefined ? problem : `${line}: ${problem}`),
  });
  return { markdown: writeMarkdown(root).trimEnd(), title, plainTitle, warnings };
}

const markdown = (source: string) => {
  const translated = translate(source);
  expect(translated.warnings).toEqual([]);
  return translated.markdown;
};

describe('LaTeX text', () => {
  it.each([
    ['typesets quotes and dashes', "``double'' and `single', it's 1--2 --- so~be it\\ldots", '“double” and ‘single’, it’s 1–2 — so\u00a0be it…'],
    ['keeps special characters', '50\\% of \\$5 \\& \\#1 a\\_b \\{x\\} \\textbackslash{} \\textasciitilde', '50% of \\$5 & #1 a_b {x} \\ \\~'],
    ['does not make Markdown of what looks like it', '* a * b_c_d [x](y) <b>', '\\* a \\* b_c_d \\[x]\\(y) \\<b>'],
    [
      'puts accents on letters',
      'Schr\\"odinger, na\\"{\\i}ve, \\c{c}a, \\v{S}koda, \\aa{}ngstr\\"om, \\\'{e}, \\~n',
      'Schrödinger, naïve, ça, Škoda, ångström, é, ñ',
    ],
    ['drops comments, but not in addresses', 'a % b\nc \\% d \\url{http://e.x/a%20b}', 'a c % d <http://e.x/a%20b>'],
    ['emphasises', '\\emph{a} \\textit{b} \\textbf{c} {\\bf d} {\\em e} \\texttt{f} \\textsc{g} \\sout{h}', '*a* *b* **c** **d** *e* `f` g ~~h~~'],
    ['keeps spaces out of emphasis', '\\textbf{Note: }this', '**Note:** this'],
    ['undoes emphasis inside emphasis', '\\emph{a \\emph{b} c}', '*a b c*'],
    ['takes Polygon’s commands', '\\bf{a} \\it{b} \\t{c}', '**a** *b* `c`'],
    ['keeps math out of code', '\\texttt{? $x$ $y$}', '`?` $x$ $y$'],
    ['makes links', '\\href{https://a.b/c%20d}{text} and \\href{javascript:x}{nothing}', '[text](https://a.b/c%20d) and nothing'],
    ['keeps what is typed in code', "\\texttt{--a 'b' << ``c''} \\t{x -- y}", "`--a 'b' << ``c''` `x -- y`"],
    ['sets verbatim text', '\\verb|a_{b} %c| and \\lstinline{x = {1}}', '`a_{b} %c` and `x = {1}`'],
    ['breaks lines', 'a\\\\b \\newline c', 'a\\\nb\\\nc'],
    ['has no effect where layout is meant', '\\noindent a\\vspace{-1cm} \\hspace*{1em}\\small b \\vskip 1em c \\setlength{\\parindent}{0pt}d', 'a b c d'],
    ['shows what boxes hold', '\\mbox{a} \\textcolor{red}{b} \\fbox{c} \\parbox{3cm}{d}', 'a b c d'],
    ['puts in constants', 'at most \\constant{max}', 'at most 1000'],
    ['inputs files', 'text \\input{part} and \\input{part.tex}.', 'text from *another* file and from *another* file.'],
    ['chooses the branch for pages', '\\ifplastex page \\else print \\fi and \\iffalse no \\ifplastex x \\fi \\fi yes', 'page and yes'],
    ['writes footnotes', 'a\\footnote{see $x$}', 'a[^1]\n\n[^1]: see $x$'],
  ])('%s', (_, source, expected) => {
    expect(markdown(source)).toBe(expected);
  });

  it('has paragraphs where a line is empty', () => {
    expect(markdown('a\nb\n\n  \n c\\par d')).toBe('a b\n\nc\n\nd');
  });
});

describe('LaTeX math', () => {
  it.each([
    ['is inline', 'for $1 \\le n$ and \\(x\\)', 'for $1 \\le n$ and $x$'],
    ['is displayed', 'a $$x^2$$ b \\[ y \\] \\begin{equation*}z\\end{equation*}', 'a\n\n$$\nx^2\n$$\n\nb\n\n$$\ny\n$$\n\n$$\nz\n$$'],
    ['is aligned', '\\begin{align*}a &= b\\\\ c &= d\\end{align*}', '$$\n\\begin{aligned}a &= b\\\\ c &= d\\end{aligned}\n$$'],
    ['knows verbatim text inside', '$x = \\verb|a_b|$', '$x = \\texttt{a\\_b}$'],
    ['knows text with math inside', '$a \\text{ if $b$ holds}$', '$$a \\text{ if $b$ holds}$$'],
    ['is put in KaTeX’s words', '$\\mathds{1} \\nicefrac{a}{b} \\mbox{x} \\ensuremath{y}$', '$\\mathbb{1} \\frac{a}{b} \\text{x} {y}$'],
    [
      'knows the author’s commands',
      '\\newcommand{\\maxn}{10^5}\\newcommand{\\pair}[2][z]{(#1,#2)}\\def\\sq#1{#1^2}\\DeclareMathOperator{\\lcm}{lcm}$\\maxn, \\pair{a}, \\pair[b]{c}, \\sq{d}, \\lcm$',
      '$10^5, (z,a), (b,c), d^2, \\operatorname{lcm}$',
    ],
  ])('%s', (_, source, expected) => {
    expect(markdown(source)).toBe(expected);
  });

  it('that cannot be drawn is told of', () => {
    expect(translate('ok $x$\nbad $\\frac{1}{$').warnings).toEqual([expect.stringMatching(/^2?:? ?.*this math cannot be drawn/)]);
  });

  it('that expands without end is cut off', () => {
    const { warnings } = translate('\\newcommand{\\a}{\\b\\b}\\newcommand{\\b}{\\a\\a}\\a');
    expect(warnings).toEqual(['\\a expands without end']);
  });
});

describe('LaTeX blocks', () => {
  it('are sections', () => {
    const source = '\\problemname{A \\emph{Sum}}\nIntro.\n\\section*{Input}\nx\n\\begin{Output}\ny\n\\end{Output}\n\\subsection{More}z';
    const { markdown: text, title } = translate(source);
    expect(text).toBe('Intro.\n\n## Input\n\nx\n\n## Output\n\ny\n\n### More\n\nz');
    expect(title).toEqual([
      { type: 'text', value: 'A ' },
      { type: 'emphasis', children: [{ type: 'text', value: 'Sum' }] },
    ]);
    expect(translate('\\begin{Input}x\\end{Input}', 'sv').markdown).toBe('## Indata\n\nx');
    expect(translate('%% plainproblemname: x^2\n\\problemname{$x^2$}').plainTitle).toBe('x^2');
  });

  it('are lists', () => {
    const source =
      '\\begin{itemize}[noitemsep]\n\\item a\n\\item b\n\\begin{enumerate}\\item c\\item[(x)] d\\end{enumerate}\n\\end{itemize}\\begin{description}\\item[Key] value\\end{description}';
    expect(markdown(source)).toBe('- a\n- b\n  1. c\n  2. (x) d\n\n* **Key** value');
  });

  it('are tables', () => {
    const source =
      '\\begin{tabular}{|l|r|p{3cm}|}\\hline\n\\textbf{A} & $x$ & c \\& d \\\\ \\hline\n\\multicolumn{2}{c|}{wide} & e | f \\\\\n\\multirow{2}{*}{g} & & \\begin{tabular}{c}h\\end{tabular}\n\\end{tabular}';
    expect(markdown(source)).toBe('| **A** | $x$ | c & d |\n| :- | -: | :- |\n| wide | | e \\| f |\n| g | | h |');
  });

  it('are figures, whose number references say', () => {
    const source =
      'See Figure~\\ref{fig:b} and \\cref{fig:a}.\n\\begin{figure}[h]\\centering\\includegraphics[width=0.5\\textwidth]{a.png}\\caption{First\\label{fig:a}}\\end{figure}\\begin{figure}\\includegraphics{b}\\caption{Second}\\label{fig:b}\\end{figure}';
    expect(markdown(source)).toBe('See Figure\u00a02 and Figure 1.\n\n![a.png](a.png#0.5)\n\n*Figure 1: First*\n\n![b](b)\n\n*Figure 2: Second*');
    expect(markdown('\\illustration{0.3}{c.jpg}{By \\href{https://x.y}{Z}}text')).toBe('![c.jpg](c.jpg#0.3)\n\n*By [Z](https://x.y)*\n\ntext');
  });

  it('are code', () => {
    const source = '\\begin{verbatim}\n a {%\n\\end{verbatim}\n\\begin{lstlisting}[language=Python]\nx\n\\end{lstlisting}\\lstinputlisting{code.py}';
    expect(markdown(source)).toBe('```\n a {%\n```\n\n```python\nx\n```\n\n```\nprint(1)\n```');
  });

  it('are quotes', () => {
    expect(markdown('\\begin{quote}a\\end{quote}\\epigraph{b}{C}')).toBe('> a\n\n> b\n>\n> — C');
  });

  it('say where samples would be', () => {
    expect(markdown('a \\nextsample b \\remainingsamples')).toBe('a\n\n*(Sample 1 is shown below.)*\n\nb\n\n*(The other samples are shown below.)*');
  });

  it('of olymp.sty are read', () => {
    const source =
      '\\begin{problem}{The Title}{standard input}{standard output}{1 second}{256 megabytes}\nText.\n\\InputFile\nx\n\\OutputFile\ny\n\\Example\n\\begin{example}\\exmpfile{1}{1.a}\\end{example}\n\\Note\nz\n\\end{problem}';
    const { markdown: text, title, warnings } = translate(source);
    expect([text, title, warnings]).toEqual(['Text.\n\n## Input\n\nx\n\n## Output\n\ny\n\n## Note\n\nz', [{ type: 'text', value: 'The Title' }], []]);
  });
});

describe('LaTeX that is not known', () => {
  it('is named once, with its line, and its text is kept', () => {
    const { markdown: text, warnings } = translate(
      'a\n\\strange{b} \\strange{c}\n\\begin{odd}d\\end{odd}\n\\begin{tikzpicture}x\\end{tikzpicture}\\input{gone}',
    );
    expect(text).toBe('a b c\n\nd\n\n*\\[A drawing that cannot be shown here]*');
    expect(warnings).toEqual([
      '\\input{gone} names a file that is not there',
      '2: \\strange: is a command that is not known; the text in its arguments is kept',
      '3: \\begin{odd}: is an environment that is not known; what is inside is shown as text',
      '4: \\begin{tikzpicture}: a drawing in LaTeX cannot be shown',
    ]);
  });

  it.each([
    '{',
    '}',
    '\\',
    '$',
    '$$',
    '\\begin',
    '\\begin{itemize}',
    '\\begin{itemize}\\item a\\',
    '\\begin{figure}\\',
    '\\begin{tabular}{c}\\',
    '\\end{x}',
    '\\item',
    '\\verb',
    '\\verb|',
    '\\textbf',
    '\\footnote{',
    '\\def',
    '\\newcommand',
    '\\let\\a',
    '&',
    '\\\\[',
    '\\href{',
    '\\input',
    '\\input{loop}',
  ])('and broken ends somehow: %s', (source) => {
    expect(() => translate(source)).not.toThrow();
  });

  it('and nested without end is cut off', () => {
    expect(translate('{'.repeat(5000)).warnings).toEqual(['\\begin: is nested more than 60 deep; what is inside is left out']);
    expect(translate('\\begin{itemize}\\item '.repeat(100)).warnings).toHaveLength(1);
  });
});
