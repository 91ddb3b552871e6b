import * as z from 'zod';

const Problem = z.looseObject({ title: z.string(), detail: z.string().optional() });

export interface ApiAnswer {
  status: number;
  /** Parsed JSON; null when the answer was none. */
  body: unknown;
}

interface ApiCall {
  key: string;
  signal: AbortSignal;
  /** Sent as JSON by POST; without one the call is a GET. */
  body?: unknown;
}

/** One call of the HTTP API; any status is an answer. Throws what fetch throws when there is none. */
export async function callApi(url: string, { key, signal, body }: ApiCall): Promise<ApiAnswer> {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const request = body === undefined ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(url, { ...request, headers, signal });
  const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
  return { status: response.status, body: isJson ? await response.json() : null };
}

/** What a problem answer says, for a person. */
export function problemText({ status, body }: ApiAnswer): string {
  const problem = Problem.safeParse(body);
  return problem.success ? `${status} ${problem.data.detail ?? problem.data.title}` : `status ${status}`;
}
