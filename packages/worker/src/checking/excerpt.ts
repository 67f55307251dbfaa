/**
 * Bytes of a program as text that can be stored and shown: at most `limit` of them, invalid UTF-8 and NUL as U+FFFD,
 * "…" where something was left out.
 */
export function excerpt(bytes: Uint8Array, limit: number): string {
  return bytes.length <= limit ? beginningAsText(bytes, limit) : `${beginningAsText(bytes, limit)}…`;
}

/** The same without the mark. */
export function beginningAsText(bytes: Uint8Array, limit: number): string {
  // `stream` keeps back a character that the cut splits.
  const stream = bytes.length > limit;
  return storable(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, limit), { stream }));
}

function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}

/** The last bytes instead of the first: where a stack trace says what happened. */
export function excerptOfEnd(bytes: Uint8Array, limit: number): string {
  if (bytes.length <= limit) return excerpt(bytes, limit);
  let start = bytes.length - limit;
  while (start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return `…${excerpt(bytes.subarray(start), limit)}`;
}
