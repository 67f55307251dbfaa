import 'katex/dist/katex.min.css';
import { memo } from 'react';
import Markdown from 'react-markdown';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';

const REMARK = [remarkGfm, remarkMath];
const REHYPE: React.ComponentProps<typeof Markdown>['rehypePlugins'] = [[rehypeKatex, { output: 'htmlAndMathml', strict: false, trust: false }]];

/** `#width=30` in a figure's address: per cent of the statement's width, as its author wants it. */
function Figure({ src = '', alt = '' }: { src?: string | undefined; alt?: string | undefined }) {
  const width = /#width=(\d{1,3})$/.exec(src)?.[1];
  return <img src={src} alt={alt} loading="lazy" style={width === undefined ? undefined : { width: `${width}%` }} />;
}

/** A statement in Markdown with LaTeX math; raw HTML in it stays text. */
export const Statement = memo(function Statement({ text }: { text: string }) {
  return (
    <div className="statement">
      <Markdown remarkPlugins={REMARK} rehypePlugins={REHYPE} components={{ img: ({ src, alt }) => <Figure src={src} alt={alt} /> }}>
        {text}
      </Markdown>
    </div>
  );
});
