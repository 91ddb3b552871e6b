import type * as z from 'zod';
import type {
  oas32,
  ZodOpenApiOperationObject,
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { ProblemBody } from '../../../schema/api/problem.ts';
import type { Scope } from '../../../schema/api/session.ts';

const PROBLEMS = {
  400: ['BadRequest', 'A parameter or the body is wrong; `errors` name each fault.'],
  401: ['Unauthorized', 'A key is needed, or the one that was sent is not known.'],
  403: ['Forbidden', 'The key has not the scope, or a browser session sent this from another page.'],
  404: ['NotFound', 'There is no such thing (yet).'],
  406: ['NotAcceptable', 'It is not to be had in any form that `Accept` names.'],
  409: ['Conflict', 'Not possible in this state, or while writes to D1 are switched off.'],
  413: ['TooLarge', 'The body, or a row of it, is too large; the detail has size and limit.'],
  415: ['UnsupportedMediaType', 'The form is sent as application/x-www-form-urlencoded.'],
  422: ['Unprocessable', 'The Idempotency-Key came with another body, or an edited event is none.'],
  429: ['TooManyRequests', 'Try again after `Retry-After` seconds.'],
  500: ['Internal', 'The request failed; the log has the reason.'],
  503: ['Unavailable', 'No store has an answer, or nothing took the result; try again after `Retry-After` seconds.'],
} as const;
export type ProblemStatus = keyof typeof PROBLEMS;

/** One object each: the document refers to them by their ids. */
const PROBLEM_RESPONSES: ZodOpenApiResponsesObject = Object.fromEntries(
  Object.entries(PROBLEMS).map(([status, [id, description]]): [string, ZodOpenApiResponseObject] => [
    status,
    { id, description, content: { 'application/problem+json': { schema: ProblemBody } } },
  ]),
);

const header = (description: string): oas32.HeaderObject => ({ description, schema: { type: 'string' } });

/** Of answers that a client may keep, and ask whether they still hold. */
const READ_HEADERS = {
  ETag: header('Names this answer; sent back as `If-None-Match` it saves the body.'),
  'Cache-Control': header('`private, no-cache`: keep it, and ask each time.'),
  'Server-Timing': header('Milliseconds: `d1`, `kv`, `total`.'),
};
const LINK = { Link: header('The next page, as `<…>; rel="next"`; absent on the last one.') };
const LOCATION = { Location: header('Where the outcome is to be had.') };

interface Answer {
  schema: z.ZodType;
  example?: unknown;
}

/** What an operation of the API is, as briefly as its area says it. */
export interface OperationInput {
  id: string;
  tag: string;
  summary: string;
  description?: string;
  /** The scope that its key needs; null when it is open to all. */
  scope: Scope | null;
  path?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: Answer & { optional?: true };
  /** The JSON answer; `status` is 200 unless it is given. */
  answer?: Answer & { status?: 200 | 202 };
  /** Further media types of that answer, each with what it is. */
  also?: Record<string, string>;
  /** Further headers of that answer, each with what it says. */
  says?: Record<string, string>;
  /** The answer says in `Location` where the outcome is to be had. */
  location?: true;
  /** Its errors are pages. */
  page?: true;
  /** Answers besides, whole. */
  responses?: ZodOpenApiResponsesObject;
  /** `read`: has an ETag, 304 included. `list`: and a Link to the next page. */
  kind?: 'read' | 'list';
  problems?: readonly ProblemStatus[];
}

/** Whose key an operation takes: any of the three ways. The scope stands in each. */
const securityOf = (scope: Scope | null): oas32.SecurityRequirementObject[] =>
  scope === null ? [] : [{ bearer: [scope] }, { apiKey: [scope] }, { session: [scope] }];

function contentOf({ answer, also = {} }: OperationInput): ZodOpenApiResponseObject['content'] {
  const others = Object.entries(also).map(([type, description]) => [type, { schema: { type: 'string', description } }]);
  return {
    ...(answer && { 'application/json': { schema: answer.schema, ...exampleOf(answer) } }),
    ...(Object.fromEntries(others) as Record<string, { schema: oas32.SchemaObject }>),
  };
}

const exampleOf = ({ example }: Answer) => (example === undefined ? {} : { example });

function successOf(input: OperationInput): ZodOpenApiResponsesObject {
  const { answer, also, kind, says = {} } = input;
  if (!answer && !also) return {};
  const headers = {
    ...(kind !== undefined && READ_HEADERS),
    ...(kind === 'list' && LINK),
    ...(input.location && LOCATION),
    ...Object.fromEntries(Object.entries(says).map(([name, description]) => [name, header(description)])),
  };
  const description = answer?.status === 202 ? 'Accepted: it is safe, and on its way.' : 'The answer.';
  return { [answer?.status ?? 200]: { description, headers, content: contentOf(input) } };
}

const NOT_MODIFIED: ZodOpenApiResponsesObject = {
  304: { id: 'NotModified', description: 'What `If-None-Match` names still holds.', headers: READ_HEADERS },
};

/** The same in the place of a page. */
const PROBLEM_PAGES: ZodOpenApiResponsesObject = Object.fromEntries(
  Object.entries(PROBLEMS).map(([status, [, description]]): [string, ZodOpenApiResponseObject] => [
    status,
    { description, content: { 'text/html': { schema: { type: 'string' } } } },
  ]),
);

function problemsOf({ scope, problems = [], page }: OperationInput): ZodOpenApiResponsesObject {
  // Every key may read.
  const guarded = scope === null ? [] : page || scope === 'read' ? ([401] as const) : ([401, 403] as const);
  const all = new Set<number>([...guarded, ...problems, 400, 500, 503]);
  const responses = page ? PROBLEM_PAGES : PROBLEM_RESPONSES;
  return Object.fromEntries(Object.entries(responses).filter(([status]) => all.has(Number(status))));
}

/** An operation of the document. */
export function operation(input: OperationInput): ZodOpenApiOperationObject {
  const { id, tag, summary, description, scope, path, query, headers, body, kind } = input;
  const scopeNote = scope === null ? 'Needs no key.' : `Needs the scope \`${scope}\`.`;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, scopeNote].filter(Boolean).join('\n\n'),
    security: securityOf(scope),
    requestParams: {
      ...(path && { path }),
      ...(query && { query }),
      ...(headers && { header: headers }),
    },
    ...(body && {
      requestBody: {
        required: body.optional !== true,
        content: { 'application/json': { schema: body.schema, ...exampleOf(body) } },
      },
    }),
    responses: {
      ...successOf(input),
      ...(kind !== undefined && NOT_MODIFIED),
      ...problemsOf(input),
      ...input.responses,
    },
  };
}
