/** Milliseconds as people read them: "0 ms", "840 ms", "1.25 s". */
export function formatTime(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return `${trimZeros((ms / 1_000).toFixed(2))} s`;
}

export function formatMemory(kb: number): string {
  if (kb < 1_024) return `${Math.round(kb)} KB`;
  const mb = kb / 1_024;
  return `${mb < 100 ? trimZeros(mb.toFixed(1)) : Math.round(mb)} MB`;
}

export function formatBytes(bytes: number): string {
  return bytes < 1_024 ? `${bytes} B` : `${trimZeros((bytes / 1_024).toFixed(1))} KB`;
}

export function formatShare(share: number): string {
  return `${Math.round(share * 100)} %`;
}

export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function trimZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
