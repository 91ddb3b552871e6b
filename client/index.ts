import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.generated.ts';

export type * from './api.generated.ts';

export interface ClientOptions {
  /** Where Jobledger is, like https://jobledger.example.workers.dev. */
  url: string;
  /** A key of its `API_KEYS`; without one only what is open to all answers. */
  key?: string | undefined;
  /** In the place of the global fetch: a service binding's, a test's. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** What the client reads as JSON. Other forms (CSV, HTML) come with `parseAs: 'text'` or `'stream'`. */
type Json = 'application/json' | 'application/problem+json';

export type JobledgerClient = Client<paths, Json>;

/**
 * A client whose paths, parameters, bodies and answers are typed by the API's own document:
 * `const { data, error } = await client.GET('/api/v1/jobs/{id}', { params: { path: { id } } })`.
 * It throws only what fetch throws; what the API answers is `data` or `error`.
 */
export function createClient({ url, key, fetch }: ClientOptions): JobledgerClient {
  return createFetchClient<paths, Json>({
    baseUrl: url,
    ...(key !== undefined && { headers: { authorization: `Bearer ${key}` } }),
    ...(fetch && { fetch }),
  });
}
