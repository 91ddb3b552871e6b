import type { IRequest } from 'itty-router';
import * as z from 'zod';
import { readAtMost } from '../domain/read-at-most.ts';
import { pointerOf, storageIssue } from '../domain/storable.ts';
import { Problem, type ProblemErrors } from './problem.ts';

/** For routes without parameters. */
export const NoQuery = z.strictObject({});

const badRequest = (errors: ProblemErrors[]): Problem => {
  const [first] = errors;
  const name = first?.parameter ?? first?.pointer ?? '';
  return new Problem(400, 'bad-request', 'Bad request', `${name} ${first?.detail ?? ''}`.trim(), errors);
};

/** A 400 that names a query or path parameter. */
export const badParameter = (parameter: string, detail: string): Problem =>
  badRequest([{ parameter, pointer: '', detail }]);

function issueNames(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

const issueDetail = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys' ? 'is not known here' : issue.message;

/** A member that is not there is missing, not "expected string, received undefined". */
const WORDING: z.core.ParseContext<z.core.$ZodIssue> = {
  error: ({ code, input }) => (code === 'invalid_type' && input === undefined ? 'is missing' : undefined),
};

/**
 * Reads the query with a strict object schema: an unknown, repeated or wrong parameter is a 400 that names it.
 * Values arrive as strings.
 */
export function parseQuery<T>(schema: z.ZodType<T>, request: IRequest): T {
  const { searchParams } = new URL(request.url);
  const repeated = [...new Set(searchParams.keys())].filter((name) => searchParams.getAll(name).length > 1);
  const error = (parameter: string, detail: string): ProblemErrors => ({ parameter, pointer: '', detail });
  if (repeated.length > 0) throw badRequest(repeated.map((name) => error(name, 'is given more than once')));
  const parsed = schema.safeParse(Object.fromEntries(searchParams), WORDING);
  if (parsed.success) return parsed.data;
  throw badRequest(
    parsed.error.issues.flatMap((issue) => issueNames(issue).map((path) => error(String(path[0]), issueDetail(issue)))),
  );
}

/** A W3C trace parent; undefined for none, or one that is not well formed. */
export const checkTraceparent = (given: string | null | undefined): string | undefined =>
  given && /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(given) ? given : undefined;

/** The W3C trace that a request belongs to. */
export const traceparentOf = (request: Request): string | undefined =>
  checkTraceparent(request.headers.get('traceparent'));

/** A parameter of the path, decoded. */
export function pathParameter(request: IRequest, name: string): string {
  const raw = request.params[name] ?? '';
  try {
    return decodeURIComponent(raw);
  } catch {
    throw badParameter(name, 'is not percent-encoded UTF-8');
  }
}

export const tooLarge = (size: string, maxBytes: number): Problem =>
  new Problem(413, 'body-too-large', 'Body too large', `The body has ${size} bytes; it may have ${maxBytes} at most.`);

/** Reads at most `maxBytes` of the body as UTF-8 text; 413 above, 400 for what is none: it would be stored changed. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > maxBytes) throw tooLarge(String(length), maxBytes);
  const bytes = await readAtMost(request.body, maxBytes);
  if (!bytes) throw tooLarge(`more than ${maxBytes}`, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw badRequest([{ pointer: '', detail: 'The body is not UTF-8.' }]);
  }
}

/** Reads a JSON body with a schema; every fault is a 400 with its JSON pointer. An empty body is `{}`. */
export async function parseBody<T>(schema: z.ZodType<T>, request: Request, maxBytes: number): Promise<T> {
  const text = await readText(request, maxBytes);
  let body: unknown;
  try {
    body = text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw badRequest([{ pointer: '', detail: 'The body is not JSON.' }]);
  }
  return checkBody(schema, body);
}

/** Reads a value that came as JSON, or as what JSON can be, with a schema; every fault is a 400 with its JSON pointer. */
export function checkBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const issue = storageIssue(body);
  if (issue) throw badRequest([issue]);
  const parsed = schema.safeParse(body, WORDING);
  if (parsed.success) return parsed.data;
  throw badRequest(
    parsed.error.issues.flatMap((each) =>
      issueNames(each).map((path) => ({ pointer: pointerOf(path), detail: issueDetail(each) })),
    ),
  );
}
