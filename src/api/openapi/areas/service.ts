import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { FlagChange, FlagsAnswer } from '../../../../schema/api/flags.ts';
import { HealthAnswer, HealthQuery } from '../../../../schema/api/health.ts';
import { ProblemBody } from '../../../../schema/api/problem.ts';
import { SessionAnswer, SessionInput } from '../../../../schema/api/session.ts';
import { operation } from '../operation.ts';

const tag = 'Service';

export const servicePaths: ZodOpenApiPathsObject = {
  '/api/v1/health': {
    get: operation({
      id: 'getHealth',
      tag,
      summary: 'Whether the bindings answer, and how the system does',
      description:
        'To all: bindings and flags. With the scope `read` also what waits, and the success metrics of the last `days`.',
      scope: null,
      query: HealthQuery,
      answer: { schema: HealthAnswer },
      responses: {
        503: {
          description: 'A binding does not answer, or the installation is not configured: a problem then.',
          content: {
            'application/json': { schema: HealthAnswer },
            'application/problem+json': { schema: ProblemBody },
          },
        },
      },
    }),
  },
  '/api/v1/flags': {
    get: operation({
      id: 'getFlags',
      tag,
      summary: 'The emergency brake: what is written and read',
      scope: 'read',
      answer: { schema: FlagsAnswer },
    }),
    put: operation({
      id: 'changeFlags',
      tag,
      summary: 'Switch flags; null gives one back to its variable',
      description: 'Reaches every location within a minute, without a deploy.',
      scope: 'admin',
      body: { schema: FlagChange, example: { kv_writes: false } },
      answer: { schema: FlagsAnswer },
      problems: [413],
    }),
  },
  '/api/v1/session': {
    get: operation({
      id: 'getSession',
      tag,
      summary: 'Who asks, in so far as they may know it',
      scope: null,
      answer: { schema: SessionAnswer },
    }),
    post: operation({
      id: 'signIn',
      tag,
      summary: 'Change a key for a cookie that scripts cannot read (12 hours)',
      scope: null,
      body: { schema: SessionInput, example: { key: '<key>' } },
      answer: { schema: SessionAnswer },
      problems: [401, 403, 413, 429],
    }),
    delete: operation({
      id: 'signOut',
      tag,
      summary: 'Sign out',
      scope: null,
      answer: { schema: SessionAnswer },
      problems: [403],
    }),
  },
  '/metrics': {
    get: operation({
      id: 'getMetrics',
      tag,
      summary: 'Counters and gauges as OpenMetrics text',
      scope: 'read',
      also: { 'application/openmetrics-text': 'OpenMetrics 1.0.' },
    }),
  },
  '/api/v1/openapi.json': {
    get: operation({
      id: 'getOpenApi',
      tag,
      summary: 'This document',
      scope: null,
      kind: 'read',
      answer: { schema: z.record(z.string(), z.unknown()) },
    }),
  },
  '/docs': {
    get: operation({
      id: 'getDocs',
      tag,
      summary: 'This document as a page',
      scope: null,
      kind: 'read',
      page: true,
      also: { 'text/html': 'The page.' },
    }),
  },
};
