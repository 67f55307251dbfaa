import type { PhrasingContent } from 'mdast';
import type { LatexReader } from './reader.ts';
import { sectionTitle } from './section-titles.ts';
import { heading, paragraph, text, wrapInline, type Block, type BlockCommand, type Translation } from './translation.ts';

function title(depth: 2 | 3 | 4): BlockCommand {
  return (translation, reader) => {
    reader.optional();
    return heading(depth, translation.inline(reader.argument()));
  };
}

/** olymp.sty: `\InputFile` begins a section that has no end of its own. */
function fixedTitle(name: string): BlockCommand {
  return (translation) => heading(2, text(sectionTitle(name, translation.language)));
}

const problemName: BlockCommand = (translation, reader) => {
  reader.match(/[ \t]*/y);
  const name = reader.startsWith('{') ? translation.inline(reader.argument()) : [];
  if (name.length > 0) translation.title = name;
  return [];
};

const illustration: BlockCommand = (translation, reader) => {
  const width = Number(reader.argument());
  const name = reader.argument().trim();
  const caption = translation.inline(reader.argument());
  const figure = translation.figure(name, Number.isFinite(width) && width > 0 ? Math.min(1, width) : null, '');
  return [...paragraph([figure]), ...paragraph(wrapInline('emphasis', caption))];
};

const epigraph: BlockCommand = (translation, reader) => {
  const words = translation.blocks(reader.argument());
  const who = translation.inline(reader.argument());
  const children: Block[] = [...words, ...paragraph(who.length === 0 ? [] : [...text('— '), ...who])];
  return children.length === 0 ? [] : [{ type: 'blockquote', children }];
};

/** Samples are shown after the statement; where an author wants one earlier, the text says which. */
const nextSample: BlockCommand = (translation) => {
  translation.samples += 1;
  return samplesNote(translation, `(Sample ${translation.samples} is shown below.)`);
};

const remainingSamples: BlockCommand = (translation) => samplesNote(translation, translation.samples === 0 ? '' : '(The other samples are shown below.)');

/** `\includesample{3}` names the sample that it wants. */
const includedSample: BlockCommand = (translation, reader) => samplesNote(translation, `(Sample ${reader.argument()} is shown below.)`);

function samplesNote(_: Translation, note: string): Block[] {
  return paragraph(wrapInline('emphasis', text(note)));
}

const caption: BlockCommand = (translation, reader: LatexReader) => {
  reader.optional();
  return paragraph(wrapInline('emphasis', translation.inline(reader.argument())));
};

const subfloat: BlockCommand = (translation, reader) => {
  const label = reader.optional();
  const children: PhrasingContent[] = [...translation.inline(reader.argument()), ...text(' '), ...wrapInline('emphasis', translation.inline(label ?? ''))];
  return paragraph(children);
};

export const BLOCK_COMMANDS: ReadonlyMap<string, BlockCommand> = new Map<string, BlockCommand>([
  ['\\problemname', problemName],
  ['\\problemtitle', problemName],
  ['\\title', problemName],
  ['\\chapter', title(2)],
  ['\\chapter*', title(2)],
  ['\\section', title(2)],
  ['\\section*', title(2)],
  ['\\subsection', title(3)],
  ['\\subsection*', title(3)],
  ['\\subsubsection', title(4)],
  ['\\subsubsection*', title(4)],
  ['\\paragraph', title(4)],
  ['\\paragraph*', title(4)],
  ['\\subparagraph', title(4)],
  ['\\illustration', illustration],
  ['\\epigraph', epigraph],
  ['\\problemQuote', epigraph],
  ['\\nextsample', nextSample],
  ['\\remainingsamples', remainingSamples],
  ['\\sampleinput', nextSample],
  ['\\includesample', includedSample],
  ['\\caption', caption],
  ['\\caption*', caption],
  ['\\subfloat', subfloat],
  ['\\InputFile', fixedTitle('Input')],
  ['\\OutputFile', fixedTitle('Output')],
  ['\\Interaction', fixedTitle('Interaction')],
  ['\\Scoring', fixedTitle('Scoring')],
  ['\\Note', fixedTitle('Note')],
  ['\\Example', () => []],
  ['\\Examples', () => []],
  ['\\SmallExample', () => []],
  ['\\sampleoutput', () => []],
  ['\\printsamples', () => []],
]);
