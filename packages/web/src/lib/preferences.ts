import { z } from 'zod';
import { createObservable, useObservable } from './observable.ts';
import { readStored, writeStored } from './storage.ts';

const preferencesSchema = z.object({
  fontSize: z.number().int().min(11).max(24).catch(14),
  tabSize: z.number().int().min(2).max(8).catch(4),
  vim: z.boolean().catch(false),
});
type Preferences = z.infer<typeof preferencesSchema>;

const KEY = 'editor';
const preferences = createObservable<Preferences>(preferencesSchema.parse(readJson(KEY)));

export function usePreferences(): Preferences {
  return useObservable(preferences);
}

export function changePreferences(change: Partial<Preferences>): void {
  const next = { ...preferences.get(), ...change };
  preferences.set(next);
  writeStored(KEY, JSON.stringify(next));
}

function readJson(key: string): object {
  try {
    const value: unknown = JSON.parse(readStored(key) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
