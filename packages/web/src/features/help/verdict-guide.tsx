import { type Verdict, VERDICTS } from '@codearena/contracts';
import { VerdictWord } from '../../components/verdict-word.tsx';

const MEANINGS: Record<Verdict, string> = {
  Accepted: 'Your output was right on every test.',
  'Partially Accepted': 'Some test groups gave you points, not all.',
  'Wrong Answer': 'Your program ended well, but its output was not right.',
  'Time Limit Exceeded': 'A test took longer than the limit. Sleeping counts too.',
  'Memory Limit Exceeded': 'A test needed more memory than the limit.',
  'Output Limit Exceeded': 'Your program printed far more than any right answer.',
  'Runtime Error': 'Your program crashed, or ended with an exit code other than 0.',
  'Compilation Error': 'Your code did not compile. The message is marked in the editor.',
  'Judge Error': 'Something failed on our side. It is not your fault, and it will be judged again.',
};

export function VerdictGuide() {
  return (
    <dl className="grid gap-x-4 gap-y-0.5 pane:gap-y-2 pane:grid-cols-[14rem_1fr]">
      {VERDICTS.map((verdict) => (
        <div key={verdict} className="contents">
          <dt>
            <VerdictWord status={verdict} />
          </dt>
          <dd className="mb-2 text-muted pane:mb-0">{MEANINGS[verdict]}</dd>
        </div>
      ))}
    </dl>
  );
}
