import type { Served, Answer, Sending } from './http.ts';

export type Client = ReturnType<typeof createClient>;

/** A client that keeps its cookie, like a browser: one session. */
export function createClient(server: Served) {
  let cookie: string | null = null;

  async function send(options: Sending): Promise<Answer> {
    const answer = await server.send({ ...options, headers: { ...(cookie === null ? {} : { Cookie: cookie }), ...options.headers } });
    const set = answer.headers['set-cookie']?.[0];
    if (set !== undefined) cookie = set.split(';')[0] ?? null;
    return answer;
  }

  return {
    send,
    get: (path: string, headers?: Record<string, string>) => send({ path, headers }),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      send({ method: 'POST', path, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) }),
    cookie: () => cookie,
    sessionId: () => /=(.+)\./.exec(cookie ?? '')?.[1] ?? '',
    /** Begins the session before requests go out at the same time, each of which would begin one. */
    async begin(): Promise<void> {
      await send({ path: '/api/config' });
    },
  };
}
