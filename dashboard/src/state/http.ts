import { connection } from './connection.ts';
import { jobsArrived, loadInterrupted, pageLoadHeader } from './page-load.ts';
import { sessionEnded } from './session.ts';

/** An RFC 9457 answer, or what stands in for one. */
export interface Problem {
  status: number;
  title: string;
  detail: string;
  errors: { parameter?: string; pointer: string; detail: string }[];
  /** Seconds after which it may be asked again, where the server says so. */
  retryAfter: number | null;
}

/** The server answered, and said no. */
export class RequestRefused extends Error {
  readonly code = 'request_refused';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Nobody answered. */
export class ServerGone extends Error {
  readonly code = 'server_gone';
}

/** Nothing came within the time that a person waits. The server may be well, so nothing is said of it. */
export class TooSlow extends Error {
  readonly code = 'too_slow';
}

const PATIENCE_MS = 20_000;

/** What a gateway says when the server behind it is away. */
const GATEWAY = new Set([502, 504, 521, 522, 523, 524, 530]);

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    status: response.status,
    title: response.statusText === '' ? `Status ${response.status}` : response.statusText,
    detail: `The server answered with status ${response.status}.`,
    errors: [],
    retryAfter: Number(response.headers.get('retry-after')) || null,
  };
  if (!/json/.test(response.headers.get('content-type') ?? '')) return fallback;
  const body: unknown = await response.json().catch(() => null);
  // The API's own shape, by its contract; what is missing falls back.
  return { ...fallback, ...(body as Partial<Problem> | null) };
}

/** What it means that nothing, or only a part, came of a request. */
function absence(cause: unknown): Error {
  if (cause instanceof RequestRefused || cause instanceof ServerGone || cause instanceof TooSlow) return cause;
  if (cause instanceof DOMException && cause.name === 'AbortError') return cause;
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    return new TooSlow(`No answer came within ${PATIENCE_MS / 1000} seconds.`, { cause });
  }
  connection.lost();
  return new ServerGone('The server does not answer.', { cause });
}

/** Sends a request of this page. Throws RequestRefused, ServerGone, TooSlow, or AbortError. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(pageLoadHeader())) headers.set(name, value);
  const response = await fetch(path, { credentials: 'same-origin', ...init, headers }).catch((cause: unknown) => {
    throw absence(cause);
  });
  if (GATEWAY.has(response.status)) throw absence(response.statusText);
  connection.answered();
  if (response.ok) {
    if (path.startsWith('/api/v1/jobs/')) jobsArrived();
    return response;
  }
  if (response.status === 401) {
    loadInterrupted();
    sessionEnded();
  }
  throw new RequestRefused(await problemOf(response));
}

/** Reads text to its end, within the time that a person waits. */
export async function receiveText(path: string, init: RequestInit = {}): Promise<string> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException('too slow', 'TimeoutError')), PATIENCE_MS);
  const signal = init.signal ? AbortSignal.any([init.signal, limit.signal]) : limit.signal;
  try {
    return await (await request(path, { ...init, signal })).text();
  } catch (cause) {
    throw absence(cause);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads JSON. Its shape is the API's contract for the address. */
export const receive = async <T>(path: string, init?: RequestInit): Promise<T> =>
  JSON.parse(await receiveText(path, init)) as T;

type Method = 'POST' | 'PUT' | 'DELETE';

/** A request that changes something: carries the header that no foreign form can send. */
export const send = <T>(method: Method, path: string, body?: unknown): Promise<T> =>
  sendText(method, path, body === undefined ? undefined : JSON.stringify(body));

/** The same with a body that is JSON text already, whose numbers stay as they were written. */
export const sendText = <T>(method: Method, path: string, body?: string): Promise<T> =>
  receive<T>(path, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', 'x-jobledger': '1' },
    ...(body !== undefined && { body }),
  });
