import type { Problem } from '@codearena/contracts';
import { Paperclip } from 'lucide-react';
import { formatBytes } from '../../lib/quantities.ts';

/** What the problem's author gives to download; figures are in the statement already. */
export function Files({ problem }: { problem: Problem }) {
  const files = problem.files.filter((file) => file.kind !== 'figure');
  if (files.length === 0) return null;
  return (
    <section aria-label="Files" className="mt-6">
      <h2 className="mb-2 text-base font-semibold">Files</h2>
      <ul className="flex flex-col gap-1">
        {files.map((file) => (
          <li key={file.name}>
            <a
              href={`/api/problems/${problem.slug}/files/${file.name}`}
              className="inline-flex items-center gap-1.5 text-sm text-accent underline underline-offset-2"
            >
              <Paperclip size={13} aria-hidden /> {file.name}
            </a>
            <span className="ml-2 text-xs text-muted">{formatBytes(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
