import { createObservable, useObservable } from './observable.ts';
import { readStored, removeStored, writeStored } from './storage.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

const KEY = 'theme';
const BACKGROUND: Record<Theme, string> = { light: '#fbfbfc', dark: '#0f1115' };
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

const choice = createObservable<ThemeChoice>(readChoice());
const theme = createObservable<Theme>(resolve(choice.get()));

systemIsDark.addEventListener('change', show);

export function useThemeChoice(): ThemeChoice {
  return useObservable(choice);
}

export function useTheme(): Theme {
  return useObservable(theme);
}

export function chooseTheme(next: ThemeChoice): void {
  if (next === 'system') removeStored(KEY);
  else writeStored(KEY, next);
  choice.set(next);
  show();
}

function show(): void {
  const resolved = resolve(choice.get());
  document.documentElement.dataset['theme'] = resolved;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', BACKGROUND[resolved]);
  theme.set(resolved);
}

function resolve(chosen: ThemeChoice): Theme {
  if (chosen !== 'system') return chosen;
  return systemIsDark.matches ? 'dark' : 'light';
}

function readChoice(): ThemeChoice {
  const stored = readStored(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}
