import { formatAgo, formatExact } from '../lib/moments.ts';

export function Moment({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={formatExact(iso)}>
      {formatAgo(iso)}
    </time>
  );
}
