import { io } from 'socket.io-client';
import type { SubmissionEvent } from '@codearena/contracts';

/** A submission as its visitor knows it, who is a new one each time. */
export type Sent = { id: string; cookie: string };

export function post(url: string, code: string, cookie?: string): Promise<Response> {
  return fetch(`${url}/api/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
    body: JSON.stringify({ problemId: 'a-plus-b', language: 'python', code }),
  });
}

export async function send(url: string, code: string): Promise<Sent> {
  const response = await post(url, code);
  if (response.status !== 202) throw new Error(`submitting answered ${response.status}: ${await response.text()}`);
  const { submissionId } = (await response.json()) as { submissionId: string };
  return { id: submissionId, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

export async function statusOf(url: string, { id, cookie }: Sent): Promise<string> {
  const response = await fetch(`${url}/api/submissions/${id}`, { headers: { cookie } }).catch(() => null);
  return response === null ? 'unreachable' : ((await response.json()) as { status: string }).status;
}

/** Every event up to the end, as they came. */
export async function watch(realtimeUrl: string, { id, cookie }: Sent, transports = ['websocket']): Promise<SubmissionEvent[]> {
  const socket = io(realtimeUrl, { transports, forceNew: true, extraHeaders: { cookie }, withCredentials: true });
  try {
    const events: SubmissionEvent[] = [];
    const completed = new Promise<void>((resolve) => {
      socket.onAny((event: SubmissionEvent['event'], payload) => {
        events.push({ event, payload } as SubmissionEvent);
        if (event === 'submission_completed') resolve();
      });
    });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    await socket.emitWithAck('subscribe_submission', { submissionId: id });
    await completed;
    return events;
  } finally {
    socket.disconnect();
  }
}
