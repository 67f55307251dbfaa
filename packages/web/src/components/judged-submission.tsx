import { ANSWER_LANGUAGE, isFinal, type Problem, type Submission } from '@codearena/contracts';
import { type ReactNode, useState } from 'react';
import { firstOfInterest } from '../lib/strip-cells.ts';
import { GroupTable } from './group-table.tsx';
import { Measures } from './measures.tsx';
import { TestDetail } from './test-detail.tsx';
import { TestStrip } from './test-strip.tsx';
import { TextBlock } from './text-block.tsx';
import { useFreshVerdict } from './use-fresh-verdict.ts';
import { VerdictLine } from './verdict-line.tsx';

type JudgedSubmissionProps = { submission: Submission; problem: Problem | undefined; links?: ReactNode };

/** A submission as it is being judged and after: the verdict, the strip, and then what matters next. */
export function JudgedSubmission({ submission, problem, links }: JudgedSubmissionProps) {
  const fresh = useFreshVerdict(submission);
  const [chosen, setChosen] = useState<number | null>(null);
  const final = isFinal(submission.status);
  const selected = chosen ?? (final && submission.status !== 'Accepted' ? firstOfInterest(submission.testResults) : null);
  const result = submission.testResults.find((test) => test.index === selected);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <VerdictLine submission={submission} fresh={fresh} />
        {links}
      </div>
      {submission.status !== 'Compilation Error' && <TestStrip submission={submission} selected={selected} onSelect={setChosen} />}
      {submission.compileOutput && (
        <TextBlock
          label={
            submission.language === ANSWER_LANGUAGE
              ? 'About your files'
              : submission.status === 'Compilation Error'
                ? 'What the compiler says'
                : 'The compiler’s warnings'
          }
          text={submission.compileOutput}
          what="the compiler’s output"
        />
      )}
      {final && <GroupTable groups={submission.groupResults} />}
      {result && <TestDetail result={result} />}
      {final && <Measures submission={submission} problem={problem} />}
    </div>
  );
}
