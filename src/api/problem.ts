import { KeyReused, NotEndedYet } from '../../producers/ingest.ts';
import { NotAccepted } from '../../producers/publish.ts';
import type { ProblemBody } from '../../schema/api/problem.ts';
import { ConfigError } from '../config.ts';
import { isD1Unavailable } from '../domain/d1-errors.ts';
import type { Issue } from '../domain/storable.ts';
import { FlagsNotChanged } from '../storage/flags.ts';
import { RowTooLarge } from '../storage/row-limits.ts';
import { pageHeaders } from './html-headers.ts';
import { isPage, problemPage } from './problem-page.ts';

export interface ProblemErrors extends Issue {
  /** The query parameter at fault, where it is one. */
  parameter?: string;
}

/** An answer that is an error: RFC 9457, with a stable `code` at the end of `type`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors: ProblemErrors[];
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    title: string,
    detail: string,
    errors: ProblemErrors[] = [],
    headers: Record<string, string> = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.title = title;
    this.errors = errors;
    this.headers = headers;
  }
}

export const notFound = (detail: string): Problem => new Problem(404, 'not-found', 'Not found', detail);

/** What an error is to a client. Unknown ones say nothing of their inside. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RowTooLarge) {
    const errors = [{ pointer: error.pointer, detail: error.message }];
    return new Problem(413, 'row-too-large', 'Too large to store', error.message, errors);
  }
  if (error instanceof NotEndedYet) {
    const errors = [{ pointer: '/executed_at', detail: error.message }];
    return new Problem(400, 'bad-request', 'Bad request', `/executed_at ${error.message}`, errors);
  }
  if (error instanceof KeyReused) {
    return new Problem(422, 'idempotency-key-reused', 'Key used before', error.message);
  }
  if (error instanceof NotAccepted) {
    return new Problem(503, 'not-accepted', 'Not accepted', 'Nothing was stored; send it again.', [], {
      'retry-after': '5',
    });
  }
  if (error instanceof FlagsNotChanged) {
    return new Problem(503, 'flags-not-changed', 'Not switched', 'KV did not take the change; try again.', [], {
      'retry-after': '5',
    });
  }
  if (isD1Unavailable(error)) {
    return new Problem(503, 'database-unavailable', 'The database does not answer', 'Try again soon.', [], {
      'retry-after': '30',
    });
  }
  if (error instanceof ConfigError) return new Problem(503, error.code, 'Not configured', error.message);
  return new Problem(500, 'internal', 'Internal error', 'The request failed; the log has the reason.');
}

function log(error: unknown, code: string): void {
  const { stack, cause = '' } = error instanceof Error ? error : {};
  console.error(JSON.stringify({ message: code, error: String(error), cause: String(cause), stack }));
}

function bodyOf(problem: Problem, instance: string): ProblemBody {
  return {
    success: false,
    type: `urn:jobledger:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.message,
    instance,
    ...(problem.errors.length > 0 && { errors: problem.errors }),
  };
}

function told(error: unknown): Problem {
  const problem = problemOf(error);
  if (problem.status >= 500) log(error, problem.code);
  return problem;
}

/** An error as a problem's body, for who calls without HTTP. `instance` is what was called. */
export const problemBody = (error: unknown, instance: string): ProblemBody => bodyOf(told(error), instance);

/** The one place where errors become answers: problems as JSON, or as a page where a page was asked for. */
export async function problemResponse(error: unknown, { url }: { url: string }): Promise<Response> {
  const problem = told(error);
  const body = bodyOf(problem, new URL(url).pathname);
  const headers = { 'cache-control': 'no-store', ...problem.headers };
  const { status } = problem;
  if (isPage(url))
    return new Response(problemPage(body), { status, headers: { ...(await pageHeaders()), ...headers } });
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json', ...headers } });
}
