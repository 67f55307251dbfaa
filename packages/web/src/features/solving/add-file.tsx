import { fileNameSchema, MAX_FILES } from '@codearena/contracts';
import type { LucideIcon } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { IconButton } from '../../components/icon-button.tsx';

type AddFileProps = { workspaceFiles: readonly string[]; onAdd: (name: string) => void; icon: LucideIcon };

/** Asks for the name of another file of the program. */
export function AddFile({ workspaceFiles, onAdd, icon }: AddFileProps) {
  const [shown, setShown] = useState(false);
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const add = (event: FormEvent) => {
    event.preventDefault();
    const found = faultOf(name, workspaceFiles);
    setFault(found);
    if (found !== null) return;
    setShown(false);
    setName('');
    onAdd(name);
  };
  return (
    <Popover.Root open={shown} onOpenChange={setShown}>
      <Popover.Trigger asChild>
        <IconButton icon={icon} label="Add a file" className="size-7" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Add a file"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 w-72 rounded-xl border border-line-strong bg-surface p-4 text-sm"
        >
          <form onSubmit={add} className="flex flex-col gap-2">
            <label htmlFor="file-name" className="font-medium">
              Name of the file
            </label>
            <div className="flex gap-2">
              <input
                id="file-name"
                value={name}
                onChange={(event) => setName(event.target.value)}
                aria-invalid={fault !== null}
                aria-describedby="file-name-fault"
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                placeholder="helper.py"
                className="h-9 min-w-0 flex-1 rounded-lg border border-control bg-surface px-2 font-mono text-[13px] placeholder:text-faint"
              />
              <Button type="submit">Add</Button>
            </div>
            <p id="file-name-fault" role="alert" className="text-xs text-muted">
              {fault}
            </p>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function faultOf(name: string, others: readonly string[]): string | null {
  if (!fileNameSchema.safeParse(name).success) return 'Use letters, digits, “_”, “.”, “+” and “-”; “/” for directories.';
  if (others.some((other) => other === name || other.startsWith(`${name}/`) || name.startsWith(`${other}/`))) return 'There is a file of this name already.';
  return others.length >= MAX_FILES ? `A submission has at most ${MAX_FILES} files.` : null;
}
