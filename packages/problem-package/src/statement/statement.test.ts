import { afterEach, describe, expect, it } from 'vitest';
import { LEGACY, openChanged, removeFixtures } from '../package.fixture.ts';

afterEach(removeFixtures);

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const NO_MD = { 'statement/problem.en.md': null };
const withMarkdown = (text: string, more: Record<string, string | Uint8Array | null> = {}) => openChanged({ 'statement/problem.en.md': text, ...more });

describe('languages', () => {
  it('are all kept, English is shown first', async () => {
    const { definition, warnings } = await openChanged({
      'problem.yaml': 'problem_format_version: 2025-09\nname: {en: Sum, de: Summe, pt-BR: Soma}\nlimits: {time_limit: 1}\n',
      'statement/problem.de.md': 'Addiere sie.\n',
      'statement/problem.pt-BR.tex': '\\problemname{}\nSome.',
    });
    expect(definition).toMatchObject({ title: 'Sum', statement: 'Add them.\n' });
    expect(definition.translations).toEqual([
      { language: 'en', title: 'Sum', statement: 'Add them.\n' },
      { language: 'de', title: 'Summe', statement: 'Addiere sie.\n' },
      { language: 'pt-BR', title: 'Soma', statement: 'Some.\n' },
    ]);
    expect(warnings).toEqual([]);
  });

  it('may be one other than English', async () => {
    const { definition } = await openChanged({
      'problem.yaml': 'problem_format_version: 2025-09\nname: {sv: Summa}\nlimits: {time_limit: 1}\n',
      ...NO_MD,
      'statement/problem.sv.md': 'Addera.\n',
    });
    expect(definition).toMatchObject({ title: 'Summa', statement: 'Addera.\n', translations: [] });
  });

  it('have their titles in LaTeX where problem.yaml has none', async () => {
    const { definition } = await openChanged({
      ...LEGACY,
      'problem.yaml': 'license: cc0\n',
      'problem_statement/problem.md': null,
      'problem_statement/problem.en.tex': '\\problemname{$x$ Marks}\n%% plainproblemname: x Marks\nText.',
      'problem_statement/problem.sv.tex': '\\problemname{Krysset}\nText.',
    });
    expect(definition.translations.map(({ language, title }) => [language, title])).toEqual([
      ['en', 'x Marks'],
      ['sv', 'Krysset'],
    ]);
  });

  it('are told of where a statement is there twice', async () => {
    const { warnings } = await openChanged({ 'statement/problem.en.tex': 'x', 'statement/problem.en.pdf': 'x' });
    expect(warnings).toEqual(['statement/problem.en.tex: is left out; statement/problem.en.md is the statement of this language that is shown']);
  });

  it('may be missing altogether', async () => {
    const { definition, findings } = await openChanged(NO_MD);
    expect(definition.statement).toBe('The package of this problem has no statement.\n');
    expect(findings).toContainEqual({ severity: 'error', file: 'problem_statement', problem: 'there is no problem statement' });
  });
});

describe('Markdown', () => {
  it('stays as it is written when nothing has to change', async () => {
    const text = '# A\n\n* x_y_z $a_b$\n* **b**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: note\n';
    expect((await withMarkdown(text)).definition.statement).toBe(text);
  });

  it('has its figures among the files of the problem, by name', async () => {
    const { definition, warnings, data } = await withMarkdown('![A cat](img/cat.png) ![][dog]\n\n[dog]: dog.svg\n', {
      'statement/img/cat.png': PNG,
      'statement/dog.svg': '<svg/>',
      'attachments/tool.py': 'x',
    });
    expect(definition.statement).toBe('![A cat](/api/problems/sum/files/img-cat.png) ![dog.svg](/api/problems/sum/files/dog.svg)\n\n[dog]: dog.svg\n');
    expect(definition.files.map(({ name, kind, mediaType }) => [name, kind, mediaType])).toEqual([
      ['img-cat.png', 'figure', 'image/png'],
      ['dog.svg', 'figure', 'image/svg+xml'],
      ['tool.py', 'attachment', 'application/octet-stream'],
    ]);
    const [cat] = definition.files;
    if (!cat) throw new Error('no figure');
    const chunks: Uint8Array[] = [];
    for await (const chunk of data.open(cat.file)) chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(PNG);
    expect(warnings).toEqual([]);
  });

  it('tells of figures that are missing or elsewhere', async () => {
    const { definition, warnings } = await withMarkdown('![](gone.png) ![x](https://example.com/x.png) ![](../../etc/passwd)\n');
    expect(definition.statement).toBe('*\\[Figure gone.png]* [x](https://example.com/x.png) *\\[Figure ../../etc/passwd]*\n');
    expect(warnings).toEqual([
      'statement/problem.en.md: the figure "gone.png" is not in the package',
      'statement/problem.en.md: the figure https://example.com/x.png is on another server; it is shown as a link',
      'statement/problem.en.md: the figure "../../etc/passwd" is not in the package',
    ]);
  });

  it('has its HTML made Markdown, without what could act', async () => {
    const { definition } = await withMarkdown(
      'A <b>bold *word*</b> $x<y$<script>alert(1)</script>\n\n<div class="c"><img src="cat.png" onerror="x" alt="cat" width="40%"></div>\n\n<table><tr><th>a</th></tr><tr><td>$b$</td></tr></table>\n',
      { 'statement/cat.png': PNG },
    );
    expect(definition.statement).toBe('A **bold _word_** $x<y$\n\n![cat](/api/problems/sum/files/cat.png#width=40)\n\n| a |\n| - |\n| $b$ |\n');
  });

  it('displays math that stands alone, and tells of math that cannot be drawn', async () => {
    const { definition, warnings } = await withMarkdown('a\n\n$$x^2$$\n\n$\\nonsense{1}$\n');
    expect(definition.statement).toBe('a\n\n$$\nx^2\n$$\n\n$\\nonsense{1}$\n');
    expect(warnings).toEqual(['statement/problem.en.md:5: "\\nonsense{1}" is math that cannot be drawn: Undefined control sequence: \\nonsense']);
  });

  it('has constants and says where samples would be', async () => {
    const { definition } = await openChanged({
      'problem.yaml': 'problem_format_version: 2025-09\nname: Sum\nlimits: {time_limit: 1}\nconstants: {max: 7}\n',
      'statement/problem.en.md': 'At most {{max}}.\n\n{{nextsample}}\n\n{{remainingsamples}}\n',
    });
    expect(definition.statement).toBe('At most 7.\n\n*(Sample 1 is shown below.)*\n\n*(The other samples are shown below.)*\n');
  });
});

describe('other kinds of statements', () => {
  it('in LaTeX show their figures, also those named from the contest’s directory, and link to PDF', async () => {
    const { definition, warnings } = await openChanged({
      ...NO_MD,
      'statement/problem.en.tex': '\\includegraphics{cat} \\includegraphics[width=2cm]{sum/statement/plot.pdf} \\includegraphics{only}',
      'statement/cat.jpg': PNG,
      'statement/plot.pdf': 'x',
      'statement/plot.svg': '<svg/>',
      'statement/only.pdf': 'x',
    });
    expect(definition.statement).toBe(
      '![cat](/api/problems/sum/files/cat.jpg) ![sum/statement/plot.pdf](/api/problems/sum/files/plot.svg#width=13) [Figure: only.pdf](/api/problems/sum/files/only.pdf)\n',
    );
    expect(definition.files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['cat.jpg', 'image/jpeg'],
      ['plot.svg', 'image/svg+xml'],
      ['only.pdf', 'application/pdf'],
    ]);
    expect(warnings).toEqual(['statement/problem.en.tex: statement/only.pdf: a page cannot show such a figure; it is offered as a link']);
  });

  it('in HTML become Markdown', async () => {
    const html =
      '<html><head><title>T</title><style>b{}</style></head><body onload="x"><h1>Sum</h1><p>Given \\(n\\) &amp; $m$, <span class="tex-font-style-tt">a b</span><a href="javascript:x">y</a><ul><li>one</li></ul><img src="a.png"><script>x</script><pre>1 2\n3</pre></body></html>';
    const { definition } = await openChanged({ ...NO_MD, 'problem.html': html, 'a.png': PNG });
    expect(definition.statement).toBe(
      '## Sum\n\nGiven $n$ & $m$, `a b`[y](javascript:x)\n\n- one\n\n![a.png](/api/problems/sum/files/a.png)\n\n```\n1 2\n3\n```\n',
    );
  });

  it('in PDF are offered as files', async () => {
    const { definition, warnings } = await openChanged({ ...LEGACY, 'problem_statement/problem.md': null, 'problem_statement/problem.en.pdf': '%PDF' });
    expect(definition.statement).toBe('The statement of this problem is a PDF file: [problem.en.pdf](/api/problems/sum/files/problem.en.pdf)\n');
    expect(definition.files).toMatchObject([{ name: 'problem.en.pdf', kind: 'statement', mediaType: 'application/pdf' }]);
    expect(warnings).toEqual(['problem_statement/problem.en.pdf: a statement in PDF is offered as a file']);
  });

  it('in plain text keep their paragraphs', async () => {
    const { definition } = await openChanged({ ...NO_MD, 'problem.txt': 'A * b\n\n1. c\n' });
    expect(definition.statement).toBe('A \\* b\n\n1\\. c\n');
  });
});

describe('samples', () => {
  it('show what their files for the statement say', async () => {
    const { definition, data } = await openChanged({ 'data/sample/1.in.statement': 'shown', 'data/sample/1.out': 'out' });
    const shown = definition.tests[0]?.shown;
    if (!shown || !('input' in shown)) throw new Error('nothing is shown');
    expect(await content(data, shown.input)).toBe('shown');
    expect(await content(data, shown.answer)).toBe('out');
  });

  it('show an interaction in place of files', async () => {
    const { definition, data } = await openChanged({ 'data/sample/1.interaction': '>1\n<2\n' });
    const shown = definition.tests[0]?.shown;
    if (!shown || !('interaction' in shown)) throw new Error('nothing is shown');
    expect(await content(data, shown.interaction)).toBe('>1\n<2\n');
  });

  it('that are not judged are shown in the statement', async () => {
    const { definition } = await openChanged({ 'data/sample/2.interaction': '>a ```\n' });
    expect(definition.statement).toBe('Add them.\n\n### Sample interaction 2\n\n````\n>a ```\n````\n');
  });
});

async function content(data: { path(file: { sha256: string; bytes: number }): Promise<string> }, file: { sha256: string; bytes: number }): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return readFile(await data.path(file), 'utf8');
}
