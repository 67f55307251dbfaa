import { FilePlus2, Info, RotateCcw, TriangleAlert } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { Button } from '../../components/button.tsx';
import { LazyEditor } from '../../components/editor/lazy-editor.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Select } from '../../components/select.tsx';
import { byteLength, formatBytes } from '../../lib/quantities.ts';
import { AddFile } from './add-file.tsx';
import { EditorSettings } from './editor-settings.tsx';
import { FileTabs } from './file-tabs.tsx';
import { Pane } from './pane.tsx';
import { RunButton, SubmitButton } from './solve-buttons.tsx';
import type { Workspace } from './use-workspace.ts';

type EditorPaneProps = { workspace: Workspace; actions?: ReactNode; buttons?: boolean; flat?: boolean };

export function EditorPane({ workspace, actions, buttons, flat }: EditorPaneProps) {
  const { code, markers, leaveTarget } = workspace;
  return (
    <Pane label="Code" flat={flat}>
      <div className="@container flex h-11 shrink-0 items-center gap-1 border-b border-line px-1.5 @max-md:gap-0">
        {code.answers ? <span className="px-2 text-sm font-medium">Your answers</span> : <LanguageSelect workspace={workspace} />}
        <IconButton
          icon={RotateCcw}
          label={code.answers ? 'Empty all answers' : 'Reset to the starter code'}
          onClick={code.reset}
          aria-disabled={code.isStarter || undefined}
        />
        <EditorSettings />
        {!code.answers && code.files.length === 1 && <AddFile workspaceFiles={[code.open]} onAdd={code.add} icon={FilePlus2} />}
        <span className="ml-auto flex items-center gap-1.5">
          {actions}
          {buttons && !code.answers && <RunButton workspace={workspace} />}
          {buttons && <SubmitButton workspace={workspace} />}
        </span>
      </div>
      <KeptDraft workspace={workspace} />
      <FileTabs workspace={workspace} />
      <div
        id="open-file"
        role={code.answers || code.files.length > 1 ? 'tabpanel' : undefined}
        aria-label={code.answers || code.files.length > 1 ? code.open : undefined}
        className="flex min-h-0 flex-1 flex-col"
      >
        <Suspense
          fallback={
            <p role="status" className="flex-1 p-4 text-sm text-muted">
              Loading the editor
            </p>
          }
        >
          <LazyEditor
            code={code.text}
            placed={code.placed}
            language={code.monaco}
            markers={markers}
            onCode={code.type}
            onLeave={() => leaveTarget.current?.focus()}
          />
        </Suspense>
      </div>
      <StatusLine workspace={workspace} />
    </Pane>
  );
}

function LanguageSelect({ workspace: { code, problem } }: { workspace: Workspace }) {
  return (
    <Select label="Language" compact value={code.language} onValue={code.choose} className="max-w-40 min-w-24">
      {problem.languages.map((language) => (
        <option key={language.id} value={language.id}>
          {language.name}
        </option>
      ))}
    </Select>
  );
}

/** Something took the draft's place; it can be brought back until it is dismissed. */
function KeptDraft({ workspace: { code } }: { workspace: Workspace }) {
  if (code.kept === null) return null;
  return (
    <div role="status" className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b border-info-line bg-info-soft px-3 text-xs text-info">
      <Info size={14} aria-hidden />
      <span className="flex-1">Your earlier draft was kept.</span>
      <Button size="small" onClick={code.restoreKept}>
        Bring it back
      </Button>
      <Button size="small" look="plain" onClick={code.forgetKept}>
        Discard it
      </Button>
    </div>
  );
}

function StatusLine({ workspace: { code, problem, submit } }: { workspace: Workspace }) {
  const bytes = code.files.reduce((sum, { content }) => sum + byteLength(content), 0);
  const large = bytes > problem.limits.sourceBytes * 0.8;
  return (
    <div className="flex h-7 shrink-0 items-center gap-3 border-t border-line px-3 text-xs text-muted tabular-nums">
      {code.saved ? (
        <span>{code.isStarter ? (code.answers ? 'Nothing written yet' : 'Starter code') : 'Draft saved in this browser'}</span>
      ) : (
        <span className="inline-flex items-center gap-1 font-medium text-warn">
          <TriangleAlert size={12} aria-hidden /> Not saved: this browser’s storage is full or off
        </span>
      )}
      {submit.blocked && !submit.sending && <span className="truncate">{submit.blocked}</span>}
      {large && (
        <span className="ml-auto">
          {formatBytes(bytes)} of {formatBytes(problem.limits.sourceBytes)}
        </span>
      )}
    </div>
  );
}
