import { createHmac, timingSafeEqual } from 'node:crypto';

/** Cookie that carries the session id, signed so that ids cannot be guessed or made up. */
export const SESSION_COOKIE = 'codearena_session';

export function signSession(sessionId: string, secret: string): string {
  return `${sessionId}.${signature(sessionId, secret)}`;
}

/** The session id, or null when the value was not signed with this secret. */
export function verifySession(value: string, secret: string): string | null {
  const dot = value.lastIndexOf('.');
  if (dot <= 0) return null;
  const sessionId = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  const expected = Buffer.from(signature(sessionId, secret));
  return given.length === expected.length && timingSafeEqual(given, expected) ? sessionId : null;
}

/** The session's cookie value out of a Cookie header. */
export function readSessionCookie(header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const [name, ...rest] = part.trim().split('=');
    if (name !== SESSION_COOKIE) continue;
    try {
      return decodeURIComponent(rest.join('='));
    } catch {
      return null;
    }
  }
  return null;
}

function signature(sessionId: string, secret: string): string {
  return createHmac('sha256', secret).update(sessionId).digest('base64url');
}
