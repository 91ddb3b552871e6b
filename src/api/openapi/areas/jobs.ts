import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { AnalysisAccepted, AnalysisBody, AnalysisQuery } from '../../../../schema/api/analysis.ts';
import { CoverageAnswer, CoverageQuery } from '../../../../schema/api/coverage.ts';
import { IngestAccepted, IngestBody } from '../../../../schema/api/ingest.ts';
import {
  HistoryAnswer,
  HistoryQuery,
  JobAnswer,
  LatestAnswer,
  LatestQuery,
  ResultsAnswer,
  ResultsQuery,
  SnapshotAnswer,
} from '../../../../schema/api/jobs.ts';
import { IdempotencyKey } from '../../../../schema/api/parameters.ts';
import { StatsAnswer, StatsQuery } from '../../../../schema/api/stats.ts';
import { ANALYSIS_EXAMPLE, INGEST_EXAMPLE, JOB_EXAMPLE, RESULT_EXAMPLE } from '../examples.ts';
import { operation } from '../operation.ts';

const tag = 'Jobs';
const path = z.object({ id: z.string().min(1).max(768) });

export const jobPaths: ZodOpenApiPathsObject = {
  '/api/v1/jobs': {
    post: operation({
      id: 'postJob',
      tag,
      summary: 'Hand in the result of a job that ran elsewhere',
      description:
        'Only `job_type` is needed; what is left out is derived. With an `Idempotency-Key` a retry is safe at any time.',
      scope: 'write',
      headers: z.object({ 'Idempotency-Key': IdempotencyKey.optional() }),
      body: { schema: IngestBody, example: INGEST_EXAMPLE },
      location: true,
      answer: {
        status: 202,
        schema: IngestAccepted,
        example: {
          success: true,
          execution_key: 'ext:nightly-risk-2026-01-08',
          status_url: '/api/v1/jobs/ext%3Anightly-risk-2026-01-08',
          status: 'partial',
          execution_date: '2026-01-08',
        },
      },
      problems: [413, 422],
    }),
  },
  '/api/v1/jobs/history': {
    get: operation({
      id: 'listJobs',
      tag,
      summary: 'Jobs, newest first',
      description: 'As JSON a page of them; as CSV or NDJSON the whole selection, streamed.',
      says: {
        'X-Source': 'Of CSV and NDJSON: the store that answers, `d1` or `kv`.',
        'X-Warnings':
          'Of CSV and NDJSON: what an answer of KV may lack, as the `warnings` of JSON say it; else absent.',
      },
      scope: 'read',
      query: HistoryQuery,
      kind: 'list',
      answer: {
        schema: HistoryAnswer,
        example: { success: true, count: 1, jobs: [JOB_EXAMPLE], next_cursor: null, source: 'd1' },
      },
      also: {
        'text/csv':
          'A line a job, the names of the columns first. Text that a spreadsheet would run as a formula (it begins with = + - @, of full width too, a tab or a line break) has an apostrophe before it; NDJSON has it as it is.',
        'application/x-ndjson': 'A job a line.',
      },
      problems: [406],
    }),
  },
  '/api/v1/jobs/latest': {
    get: operation({
      id: 'getLatestJob',
      tag,
      summary: 'The latest job of a type',
      scope: 'read',
      query: LatestQuery,
      kind: 'read',
      answer: { schema: LatestAnswer, example: { success: true, job: JOB_EXAMPLE, source: 'd1' } },
      problems: [404],
    }),
  },
  '/api/v1/jobs/stats': {
    get: operation({
      id: 'getStats',
      tag,
      summary: 'Counts, success rate and durations by day, type or status',
      scope: 'read',
      query: StatsQuery,
      kind: 'read',
      answer: { schema: StatsAnswer },
    }),
  },
  '/api/v1/jobs/coverage': {
    get: operation({
      id: 'getCoverage',
      tag,
      summary: 'Scheduled runs against stored ones: on time, late, missed',
      scope: 'read',
      query: CoverageQuery,
      kind: 'read',
      answer: { schema: CoverageAnswer },
    }),
  },
  '/api/v1/jobs/{id}': {
    get: operation({
      id: 'getJob',
      tag,
      summary: 'A job with its results and the report it archived',
      scope: 'read',
      path,
      kind: 'read',
      answer: {
        schema: JobAnswer,
        example: { success: true, job: JOB_EXAMPLE, results: [RESULT_EXAMPLE], snapshot: null, source: 'd1' },
      },
      problems: [404],
    }),
  },
  '/api/v1/jobs/{id}/results': {
    get: operation({
      id: 'getJobResults',
      tag,
      summary: "A job's results",
      scope: 'read',
      path,
      query: ResultsQuery,
      kind: 'read',
      answer: {
        schema: ResultsAnswer,
        example: { success: true, count: 1, results: [RESULT_EXAMPLE], source: 'd1' },
      },
      problems: [404],
    }),
  },
  '/api/v1/jobs/{id}/snapshot': {
    get: operation({
      id: 'getJobSnapshot',
      tag,
      summary: 'The report a job archived, as JSON or as the page it was',
      scope: 'read',
      path,
      kind: 'read',
      answer: { schema: SnapshotAnswer },
      also: { 'text/html': 'The archived page, which can run no script.' },
      problems: [404, 406],
    }),
  },
  '/api/v1/sentiment/analysis': {
    post: operation({
      id: 'runAnalysis',
      tag: 'Analysis',
      summary: 'Run the sentiment analysis',
      description: 'Of the symbols asked for, of those the articles name, else of the installation’s own.',
      scope: 'write',
      body: { schema: AnalysisBody, example: ANALYSIS_EXAMPLE, optional: true },
      answer: { status: 202, schema: AnalysisAccepted },
      location: true,
      problems: [413],
    }),
    get: operation({
      id: 'runAnalysisByGet',
      tag: 'Analysis',
      summary: 'Run the sentiment analysis, triggered by an address',
      description: 'It changes something although it is a GET, and needs a key like the POST.',
      scope: 'write',
      query: AnalysisQuery,
      answer: { status: 202, schema: AnalysisAccepted },
      location: true,
    }),
  },
};
