import 'katex/dist/katex.min.css';
import { memo } from 'react';
import Markdown from 'react-markdown';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';

const REMARK = [remarkGfm, remarkMath];
const REHYPE: React.ComponentProps<typeof Markdown>['rehypePlugins'] = [[rehypeKatex, { output: 'htmlAndMathml', strict: false, trust: false }]];

/** A statement in Markdown with LaTeX math; raw HTML in it stays text. */
export const Statement = memo(function Statement({ text }: { text: string }) {
  return (
    <div className="statement">
      <Markdown remarkPlugins={REMARK} rehypePlugins={REHYPE}>
        {text}
      </Markdown>
    </div>
  );
});
