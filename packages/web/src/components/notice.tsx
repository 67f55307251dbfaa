import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type NoticeProps = { icon: LucideIcon; title: string; children?: ReactNode; actions?: ReactNode; level?: 1 | 2 | 3 };

/** What stands where content would: nothing yet, nothing found, or a failure, each with what to do next. */
export function Notice({ icon: Icon, title, children, actions, level = 2 }: NoticeProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-2 px-4 py-12 text-center">
      <span className="mb-1 inline-flex size-11 items-center justify-center rounded-xl border border-line bg-sunken text-muted">
        <Icon size={20} aria-hidden />
      </span>
      <Heading className="text-base font-semibold">{title}</Heading>
      {children && <p className="text-sm text-muted">{children}</p>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
