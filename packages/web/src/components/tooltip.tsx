import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content sideOffset={6} collisionPadding={8} className="z-50 max-w-64 rounded-md bg-ink px-2 py-1 text-xs font-medium text-bg">
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
