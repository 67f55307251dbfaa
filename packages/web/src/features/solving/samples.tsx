import type { Problem } from '@codearena/contracts';
import { CornerDownRight } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { TextBlock } from '../../components/text-block.tsx';

type SamplesProps = { samples: Problem['samples']; onUse?: ((input: string) => void) | undefined };

export function Samples({ samples, onUse }: SamplesProps) {
  if (samples.length === 0) return null;
  return (
    <section aria-label="Samples" className="mt-6 flex flex-col gap-4">
      {samples.map((sample, at) => (
        <section key={sample.index} aria-label={`Sample ${at + 1}`}>
          <div className="mb-2 flex items-center justify-between">
            <h2 className="text-base font-semibold">Sample {at + 1}</h2>
            {onUse && sample.interaction === undefined && (
              <Button size="small" look="plain" aria-label={`Use sample ${at + 1} as input`} onClick={() => onUse(sample.input)}>
                <CornerDownRight size={13} aria-hidden /> Use as input
              </Button>
            )}
          </div>
          {sample.interaction === undefined ? (
            <div className="grid gap-2 lg:grid-cols-2">
              <TextBlock label={`Input ${at + 1}`} text={sample.input} what={`input ${at + 1}`} />
              <TextBlock label={`Output ${at + 1}`} text={sample.output} what={`output ${at + 1}`} />
            </div>
          ) : (
            <TextBlock label={`Interaction ${at + 1}: > you, < the judge`} text={sample.interaction} what={`interaction ${at + 1}`} />
          )}
        </section>
      ))}
    </section>
  );
}
