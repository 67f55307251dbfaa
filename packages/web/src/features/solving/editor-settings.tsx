import { Minus, Plus, Settings2 } from 'lucide-react';
import { Popover, Switch } from 'radix-ui';
import { IconButton } from '../../components/icon-button.tsx';
import { Select } from '../../components/select.tsx';
import { changePreferences, usePreferences } from '../../lib/preferences.ts';

export function EditorSettings() {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton icon={Settings2} label="Editor settings" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Editor settings"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 flex w-72 flex-col gap-3 rounded-xl border border-line-strong bg-surface p-4 text-sm"
        >
          <Settings />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Settings() {
  const { fontSize, tabSize, vim } = usePreferences();
  return (
    <>
      <div className="flex items-center justify-between">
        <span>Font size</span>
        <span className="flex items-center gap-1">
          <IconButton icon={Minus} label="Smaller font" onClick={() => changePreferences({ fontSize: Math.max(11, fontSize - 1) })} />
          <span aria-live="polite" className="w-12 text-center tabular-nums">
            {fontSize} px
          </span>
          <IconButton icon={Plus} label="Larger font" onClick={() => changePreferences({ fontSize: Math.min(24, fontSize + 1) })} />
        </span>
      </div>
      <div className="flex items-center justify-between">
        <span aria-hidden>Tab size</span>
        <Select label="Tab size" compact value={tabSize} onValue={(value) => changePreferences({ tabSize: Number(value) })}>
          {[2, 4, 8].map((size) => (
            <option key={size} value={size}>
              {size} spaces
            </option>
          ))}
        </Select>
      </div>
      <div className="flex items-center justify-between">
        <label htmlFor="vim-keys">Vim keys</label>
        <Switch.Root
          id="vim-keys"
          checked={vim}
          onCheckedChange={(next) => changePreferences({ vim: next })}
          className="h-5 w-9 rounded-full border border-control bg-sunken p-px data-[state=checked]:border-transparent data-[state=checked]:bg-accent-fill"
        >
          <Switch.Thumb className="block size-4 rounded-full bg-control transition-transform duration-100 data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
        </Switch.Root>
      </div>
      <p className="border-t border-line pt-3 text-xs text-muted">
        {vim ? 'Shift+Escape leaves the editor.' : 'Escape leaves the editor.'} F1 lists all its commands.
      </p>
    </>
  );
}
