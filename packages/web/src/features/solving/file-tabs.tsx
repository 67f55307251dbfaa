import { Plus, Upload, X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { IconButton } from '../../components/icon-button.tsx';
import { classes } from '../../lib/classes.ts';
import { AddFile } from './add-file.tsx';
import type { Workspace } from './use-workspace.ts';

/** The files of the submission, of which the editor shows one; a program of one file needs no such row. */
export function FileTabs({ workspace: { code } }: { workspace: Workspace }) {
  const { files, open, answers } = code;
  const main = files[0]?.name;
  if (files.length < 2 && !answers) return null;
  return (
    <div className="flex h-9 shrink-0 items-center border-b border-line bg-sunken pr-1.5">
      <Tabs names={files.map(({ name }) => name)} filled={answers ? files.filter(({ content }) => content !== '').map(({ name }) => name) : []} code={code} />
      {answers && <UploadAnswers onFiles={code.fill} />}
      {!answers && open !== main && <IconButton icon={X} label={`Remove ${open}`} onClick={() => code.remove(open)} className="size-7" />}
      {!answers && <AddFile workspaceFiles={files.map(({ name }) => name)} onAdd={code.add} icon={Plus} />}
    </div>
  );
}

type TabsProps = { names: readonly string[]; filled: readonly string[]; code: Pick<Workspace['code'], 'open' | 'openFile' | 'answers'> };

/** One stop for the keyboard; the arrows go from file to file. */
function Tabs({ names, filled, code }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const to = destination(event.key, names.indexOf(code.open), names.length);
    const name = to === null ? undefined : names[to];
    if (name === undefined) return;
    event.preventDefault();
    code.openFile(name);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to ?? 0]?.focus();
  };
  return (
    <div ref={list} role="tablist" tabIndex={-1} aria-label="Files" onKeyDown={move} className="flex h-full min-w-0 flex-1 items-stretch overflow-x-auto">
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === code.open}
          aria-controls="open-file"
          tabIndex={name === code.open ? 0 : -1}
          onClick={() => code.openFile(name)}
          className={classes(
            'inline-flex shrink-0 items-center gap-1.5 border-r border-line px-3 font-mono text-xs -outline-offset-2!',
            name === code.open ? 'bg-surface text-ink' : 'text-muted hover:text-ink',
          )}
        >
          {name}
          {code.answers && (
            <span className={classes('size-1.5 rounded-full', filled.includes(name) ? 'bg-ok' : 'bg-line-strong')}>
              <span className="sr-only">{filled.includes(name) ? ' (has an answer)' : ' (empty)'}</span>
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

function destination(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (from + 1) % count;
    case 'ArrowLeft':
      return (from - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Files from the person's disk, as many as there are tests. */
function UploadAnswers({ onFiles }: { onFiles: Workspace['code']['fill'] }) {
  const input = useRef<HTMLInputElement>(null);
  const take = async (chosen: FileList | null) => {
    const files = await Promise.all([...(chosen ?? [])].map(async (file) => ({ name: file.name, content: await file.text() })));
    if (input.current) input.current.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <>
      <input ref={input} type="file" multiple hidden data-testid="answers" onChange={(event) => void take(event.target.files)} />
      <IconButton icon={Upload} label="Upload answers" onClick={() => input.current?.click()} className="size-7" />
    </>
  );
}
