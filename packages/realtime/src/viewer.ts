import { readSessionCookie, verifySession, type SessionStore, type Viewer } from '@codearena/core';

/** Whose connection it is, by the cookie of its handshake; null when it has no session that stands. */
export function createViewerLookup(sessions: SessionStore): (cookieHeader: string | undefined) => Promise<Viewer | null> {
  let secret: string | null = null;
  return async (cookieHeader) => {
    const cookie = readSessionCookie(cookieHeader);
    if (cookie === null) return null;
    secret ??= await sessions.secret();
    const sessionId = verifySession(cookie, secret);
    return sessionId !== null && (await sessions.exists(sessionId)) ? { sessionId } : null;
  };
}
