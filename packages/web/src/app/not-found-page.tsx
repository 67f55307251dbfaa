import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { Notice } from '../components/notice.tsx';
import { useTitle } from '../lib/use-title.ts';

export function NotFoundPage() {
  useTitle('Not found');
  return (
    <div className="pt-16">
      <Notice
        icon={Compass}
        level={1}
        title="There is no such page"
        actions={
          <Link to="/" className="inline-flex h-9 items-center rounded-lg bg-accent-fill px-3 text-sm font-medium text-on-accent hover:bg-accent-fill-hover">
            See all problems
          </Link>
        }
      >
        The address may be mistyped, or what was here has been removed.
      </Notice>
    </div>
  );
}
