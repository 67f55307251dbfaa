/**
 * Bytes of a program as text that can be stored and shown: at most `limit` of them, invalid UTF-8 and NUL as U+FFFD,
 * "…" where something was left out.
 */
export function excerpt(bytes: Uint8Array, limit: number): string {
  if (bytes.length <= limit) return storable(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  // `stream` keeps back a character that the cut splits.
  return `${storable(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, limit), { stream: true }))}…`;
}

export function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}
