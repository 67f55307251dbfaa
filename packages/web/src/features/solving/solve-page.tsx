import type { Problem } from '@codearena/contracts';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { isNotFound } from '../../api/client.ts';
import { useProblem } from '../../api/get-problem.ts';
import { useLiveConnection } from '../../api/use-live-connection.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { useMedia } from '../../lib/use-media.ts';
import { useTitle } from '../../lib/use-title.ts';
import { PhoneWorkspace } from './phone-workspace.tsx';
import { useWorkspace } from './use-workspace.ts';
import { WideWorkspace } from './wide-workspace.tsx';
import { WorkspaceSkeleton } from './workspace-skeleton.tsx';

const route = getRouteApi('/problems/$slug');

export function SolvePage() {
  const { slug } = route.useParams();
  const problem = useProblem(slug);
  useTitle(problem.data?.title);
  useLiveConnection();
  if (problem.data) return <Workspace key={problem.data.slug} problem={problem.data} />;
  if (problem.isPending) return <WorkspaceSkeleton />;
  if (!isNotFound(problem.error)) return <FailureNotice error={problem.error} onRetry={() => void problem.refetch()} />;
  return (
    <Notice
      icon={Compass}
      level={1}
      title="There is no such problem"
      actions={
        <Link to="/" className="text-sm font-medium text-accent underline underline-offset-2">
          See all problems
        </Link>
      }
    >
      It may have been removed. What you submitted to it is still in your submissions.
    </Notice>
  );
}

function Workspace({ problem }: { problem: Problem }) {
  const { submission } = route.useSearch();
  const navigate = route.useNavigate();
  const workspace = useWorkspace(problem, submission, (id) => void navigate({ search: { submission: id }, replace: true }));
  const wide = useMedia('(min-width: 768px)');
  return wide ? <WideWorkspace workspace={workspace} /> : <PhoneWorkspace workspace={workspace} />;
}
