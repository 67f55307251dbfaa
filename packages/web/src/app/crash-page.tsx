import type { ErrorComponentProps } from '@tanstack/react-router';
import { FailureNotice } from '../components/failure-notice.tsx';

/** Also where a page's code could not be loaded, which is what a new version of the installation looks like. */
export function CrashPage({ error }: ErrorComponentProps) {
  return (
    <div className="pt-16">
      <FailureNotice error={error} onRetry={() => window.location.reload()} />
    </div>
  );
}
