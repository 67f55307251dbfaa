import { Maximize2, Minimize2 } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/icon-button.tsx';
import { SplitPane } from '../../components/split-pane.tsx';
import { ConsolePane } from './console-pane.tsx';
import { EditorPane } from './editor-pane.tsx';
import { ProblemPane } from './problem-pane.tsx';
import type { Workspace } from './use-workspace.ts';

type Pane = 'statement' | 'editor' | 'console';

/** Statement left, editor right, console below it; each can have the whole space. */
export function WideWorkspace({ workspace }: { workspace: Workspace }) {
  const [largest, setLargest] = useState<Pane | null>(null);
  const maximise = (pane: Pane, name: string) => (
    <IconButton
      icon={largest === pane ? Minimize2 : Maximize2}
      label={largest === pane ? 'Show all panes' : `Enlarge the ${name}`}
      onClick={() => setLargest(largest === pane ? null : pane)}
    />
  );
  const right = (
    <SplitPane
      name="console"
      label="Height of the editor"
      direction="column"
      initial={56}
      only={largest === 'editor' ? 'first' : largest === 'console' ? 'second' : null}
      first={<EditorPane workspace={workspace} actions={maximise('editor', 'editor')} buttons />}
      second={<ConsolePane workspace={workspace} actions={maximise('console', 'console')} />}
    />
  );
  return (
    <div className="flex min-h-0 flex-1 bg-bg p-2">
      {largest !== null && largest !== 'statement' && <h1 className="sr-only">{workspace.problem.title}</h1>}
      <SplitPane
        name="statement"
        label="Width of the statement"
        direction="row"
        initial={44}
        only={largest === 'statement' ? 'first' : largest ? 'second' : null}
        first={<ProblemPane workspace={workspace} actions={maximise('statement', 'statement')} />}
        second={right}
      />
    </div>
  );
}
