import type { Request, RequestHandler } from 'express';
import { readSessionCookie, SESSION_COOKIE, signSession, verifySession, type SessionStore } from '@codearena/core';

export type SessionOptions = {
  sessions: SessionStore;
  /** Whether the cookie is for HTTPS only. Default: when the request came by HTTPS. */
  secureCookies?: boolean;
};

const COOKIE_LIFETIME_MS = 365 * 24 * 3_600_000;
/** How long a session that was found is taken to stand without asking again, and for how many that is remembered. */
const TRUST = { ms: 60_000, sessions: 20_000 };

/** Recognises the session by its signed cookie; without one, or with one that is forged or forgotten, it begins a new session. */
export function session(options: SessionOptions): RequestHandler {
  const secret = onceKnown(() => options.sessions.secret());
  const stands = rememberStanding(options.sessions);
  return async function identifySession(req, res, next) {
    const key = await secret();
    const cookie = readSessionCookie(req.headers.cookie);
    const known = cookie === null ? null : verifySession(cookie, key);
    if (known !== null && (await stands(known))) {
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

function rememberStanding(sessions: SessionStore): (id: string) => Promise<boolean> {
  const until = new Map<string, number>();
  return async (id) => {
    const now = performance.now();
    if ((until.get(id) ?? 0) > now) return true;
    until.delete(id);
    if (!(await sessions.exists(id))) return false;
    if (until.size >= TRUST.sessions) until.clear();
    until.set(id, now + TRUST.ms);
    return true;
  };
}
