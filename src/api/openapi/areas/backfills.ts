import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import {
  BackfillAnswer,
  BackfillDetailAnswer,
  BackfillInput,
  BackfillKeysAnswer,
  BackfillKeysQuery,
  BackfillsAnswer,
  BackfillsQuery,
} from '../../../../schema/api/backfills.ts';
import { HealAnswer, HealInput, VerifyAnswer, VerifyQuery } from '../../../../schema/api/verify.ts';
import { operation } from '../operation.ts';

const tag = 'Backfills';
const path = z.object({ id: z.string() });

export const backfillPaths: ZodOpenApiPathsObject = {
  '/api/v1/backfills': {
    post: operation({
      id: 'startBackfill',
      tag,
      summary: 'Bring the values of KV into the database',
      scope: 'admin',
      body: {
        schema: BackfillInput,
        example: { prefix: 'analysis_', from: '2025-01-01', to: '2025-12-31', dry_run: true },
        optional: true,
      },
      answer: { status: 202, schema: BackfillAnswer },
      location: true,
      problems: [409, 413, 429],
    }),
    get: operation({
      id: 'listBackfills',
      tag,
      summary: 'Backfills, newest first',
      scope: 'read',
      query: BackfillsQuery,
      kind: 'list',
      answer: { schema: BackfillsAnswer },
    }),
  },
  '/api/v1/backfills/{id}': {
    get: operation({
      id: 'getBackfill',
      tag,
      summary: 'A backfill, and its keys by outcome',
      scope: 'read',
      path,
      kind: 'read',
      answer: { schema: BackfillDetailAnswer },
      problems: [404],
    }),
  },
  '/api/v1/backfills/{id}/keys': {
    get: operation({
      id: 'listBackfillKeys',
      tag,
      summary: 'What became of each key',
      scope: 'read',
      path,
      query: BackfillKeysQuery,
      kind: 'list',
      answer: { schema: BackfillKeysAnswer },
      problems: [404],
    }),
  },
  '/api/v1/backfills/{id}/cancel': {
    post: operation({
      id: 'cancelBackfill',
      tag,
      summary: 'Stop a backfill',
      scope: 'admin',
      path,
      answer: { status: 202, schema: BackfillAnswer },
      location: true,
      problems: [404, 409],
    }),
  },
  '/api/v1/backfills/{id}/resume': {
    post: operation({
      id: 'resumeBackfill',
      tag,
      summary: 'Go on with a backfill that stands still or was cancelled',
      scope: 'admin',
      path,
      answer: { status: 202, schema: BackfillAnswer },
      location: true,
      problems: [404, 409],
    }),
  },
  '/api/v1/verify': {
    get: operation({
      id: 'verify',
      tag: 'Verification',
      summary: 'KV against the database: same, missing, different',
      scope: 'read',
      query: VerifyQuery,
      kind: 'list',
      answer: { schema: VerifyAnswer },
    }),
  },
  '/api/v1/verify/heal': {
    post: operation({
      id: 'heal',
      tag: 'Verification',
      summary: 'Send what the database lacks through the queue',
      scope: 'admin',
      body: { schema: HealInput, example: { from: '2026-01-01', to: '2026-01-31' }, optional: true },
      answer: { status: 202, schema: HealAnswer },
      problems: [409, 413],
    }),
  },
};
