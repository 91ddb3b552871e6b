import { connection } from './connection.ts';
import { jobsArrived, loadInterrupted, pageLoadHeader } from './page-load.ts';
import { sessionEnded } from './session.ts';

/** An RFC 9457 answer, or what stands in for one. */
export interface Problem {
  status: number;
  title: string;
  detail: string;
  errors: { parameter?: string; pointer: string; detail: string }[];
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

/** What a gateway says when the server behind it is away. */
const GATEWAY = new Set([502, 504, 521, 522, 523, 524, 530]);

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    status: response.status,
    title: response.statusText === '' ? `Status ${response.status}` : response.statusText,
    detail: `The server answered with status ${response.status}.`,
    errors: [],
  };
  if (!/json/.test(response.headers.get('content-type') ?? '')) return fallback;
  const body: unknown = await response.json().catch(() => null);
  // The API's own shape, by its contract; what is missing falls back.
  return { ...fallback, ...(body as Partial<Problem> | null) };
}

/** Sends a request of this page. Throws RequestRefused, ServerGone, or AbortError. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(pageLoadHeader())) headers.set(name, value);
  const response = await fetch(path, { credentials: 'same-origin', ...init, headers }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    connection.lost();
    throw new ServerGone('The server does not answer.', { cause });
  });
  if (GATEWAY.has(response.status)) {
    connection.lost();
    throw new ServerGone('The server does not answer.');
  }
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

/** Reads JSON. Its shape is the API's contract for the address. */
export async function receive<T>(path: string, init?: RequestInit): Promise<T> {
  return (await (await request(path, init)).json()) as T;
}

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
