/** What `load` gave within the last `maxAgeMs`; callers at the same time share one load, and a failure is not remembered. */
export function freshWithin<T>(maxAgeMs: number, load: () => Promise<T>): () => Promise<T> {
  let loaded: { at: number; value: Promise<T> } | null = null;
  return () => {
    const now = performance.now();
    if (loaded !== null && now - loaded.at < maxAgeMs) return loaded.value;
    const value = load();
    loaded = { at: now, value };
    value.catch(() => {
      if (loaded?.value === value) loaded = null;
    });
    return value;
  };
}
