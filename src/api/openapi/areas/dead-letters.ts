import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import {
  BulkReplayAnswer,
  BulkReplayInput,
  DeadLetterAnswer,
  DeadLetterGroupsAnswer,
  DeadLetterQuery,
  DeadLettersAnswer,
  NoteInput,
  ReplayAnswer,
  ReplayInput,
} from '../../../../schema/api/dead-letters.ts';
import { IdempotencyKey } from '../../../../schema/api/parameters.ts';
import { operation } from '../operation.ts';

const tag = 'Dead letters';
const path = z.object({ id: z.string().min(1).max(128) });
const headers = z.object({ 'Idempotency-Key': IdempotencyKey.optional() });

const dryRun = (schema: z.ZodType) => ({
  200: { description: 'With `dry_run`: what it would do.', content: { 'application/json': { schema } } },
});

export const deadLetterPaths: ZodOpenApiPathsObject = {
  '/api/v1/dead-letters': {
    get: operation({
      id: 'listDeadLetters',
      tag,
      summary: 'What gave up, the latest first, or grouped by its cause',
      scope: 'read',
      query: DeadLetterQuery,
      answer: { schema: z.union([DeadLettersAnswer, DeadLetterGroupsAnswer]) },
    }),
  },
  '/api/v1/dead-letters/replay': {
    post: operation({
      id: 'replayDeadLetters',
      tag,
      summary: 'Send open dead letters of a selection once more, at most `limit` a call',
      scope: 'admin',
      headers,
      body: { schema: BulkReplayInput, example: { filter: { reason: 'retries_exhausted' }, limit: 50, dry_run: true } },
      answer: { status: 202, schema: BulkReplayAnswer },
      responses: dryRun(BulkReplayAnswer),
      problems: [409, 413, 422, 429],
    }),
  },
  '/api/v1/dead-letters/{id}': {
    get: operation({
      id: 'getDeadLetter',
      tag,
      summary: 'A dead letter with its body, its reason and its history',
      scope: 'read',
      path,
      answer: { schema: DeadLetterAnswer },
      problems: [404],
    }),
  },
  '/api/v1/dead-letters/{id}/replay': {
    post: operation({
      id: 'replayDeadLetter',
      tag,
      summary: 'Send one once more, as it came or with an edited body',
      scope: 'admin',
      path,
      headers,
      body: { schema: ReplayInput, example: { dry_run: true }, optional: true },
      answer: { status: 202, schema: ReplayAnswer },
      responses: dryRun(ReplayAnswer),
      problems: [404, 409, 413, 422, 429],
    }),
  },
  '/api/v1/dead-letters/{id}/discard': {
    post: operation({
      id: 'discardDeadLetter',
      tag,
      summary: 'Put one aside',
      scope: 'admin',
      path,
      body: { schema: NoteInput, example: { note: 'a test of ours' }, optional: true },
      answer: { schema: DeadLetterAnswer },
      problems: [404, 409, 413],
    }),
  },
  '/api/v1/dead-letters/{id}/restore': {
    post: operation({
      id: 'restoreDeadLetter',
      tag,
      summary: 'Open one again that was discarded or replayed',
      scope: 'admin',
      path,
      body: { schema: NoteInput, example: { note: 'needed after all' }, optional: true },
      answer: { schema: DeadLetterAnswer },
      problems: [404, 409, 413],
    }),
  },
};
