import type { IncomingHttpHeaders } from 'node:http';

/**
 * Browsers send the session cookie with a WebSocket that any other site opens, and say only by `Origin` which one it was.
 * No `Origin`: not a browser, so nobody's cookie is being abused.
 */
export function isAllowedOrigin(headers: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return allowed.includes(origin) || (host !== undefined && hostOf(origin) === host.toLowerCase());
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
