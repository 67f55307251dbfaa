import type { Request, RequestHandler } from 'express';
import { readSessionCookie, SESSION_COOKIE, signSession, verifySession, type SessionStore } from '@codearena/core';

export type SessionOptions = {
  sessions: SessionStore;
  /** Whether the cookie is for HTTPS only. Default: when the request came by HTTPS. */
  secureCookies?: boolean;
};

const COOKIE_LIFETIME_MS = 365 * 24 * 3_600_000;
/** How long a cookie that was genuine, and its session stood, is taken for that without looking again, and for how many that is remembered. */
const TRUST = { ms: 60_000, sessions: 20_000 };

/** Recognises the session by its signed cookie; without one, or with one that is forged or forgotten, it begins a new session. */
export function session(options: SessionOptions): RequestHandler {
  const secret = onceKnown(() => options.sessions.secret());
  const recognise = rememberStanding(options.sessions);
  return async function identifySession(req, res, next) {
    const key = await secret();
    const cookie = readSessionCookie(req.headers.cookie);
    const known = cookie === null ? null : await recognise(cookie, key);
    if (known !== null) {
      res.locals.viewer = { sessionId: known };
      return next();
    }
    const created = await options.sessions.create();
    res.cookie(SESSION_COOKIE, signSession(created, key), {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: options.secureCookies ?? isHttps(req),
      maxAge: COOKIE_LIFETIME_MS,
    });
    res.locals.viewer = { sessionId: created };
    next();
  };
}

function isHttps(req: Request): boolean {
  return req.secure;
}

function onceKnown(load: () => Promise<string>): () => Promise<string> {
  let value: string | null = null;
  return async () => (value ??= await load());
}

/** The session of a cookie that is genuine and stands, else null. */
function rememberStanding(sessions: SessionStore): (cookie: string, key: string) => Promise<string | null> {
  const remembered = new Map<string, { id: string; until: number }>();
  return async (cookie, key) => {
    const now = performance.now();
    const known = remembered.get(cookie);
    if (known && known.until > now) return known.id;
    remembered.delete(cookie);
    const id = verifySession(cookie, key);
    if (id === null || !(await sessions.exists(id))) return null;
    if (remembered.size >= TRUST.sessions) remembered.clear();
    remembered.set(cookie, { id, until: now + TRUST.ms });
    return id;
  };
}
