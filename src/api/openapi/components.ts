import type * as z from 'zod';
import * as analysis from '../../../schema/api/analysis.ts';
import * as backfills from '../../../schema/api/backfills.ts';
import * as coverage from '../../../schema/api/coverage.ts';
import * as deadLetters from '../../../schema/api/dead-letters.ts';
import * as flags from '../../../schema/api/flags.ts';
import * as health from '../../../schema/api/health.ts';
import * as ingest from '../../../schema/api/ingest.ts';
import * as jobs from '../../../schema/api/jobs.ts';
import * as problem from '../../../schema/api/problem.ts';
import * as reports from '../../../schema/api/reports.ts';
import * as session from '../../../schema/api/session.ts';
import * as stats from '../../../schema/api/stats.ts';
import * as symbols from '../../../schema/api/symbols.ts';
import * as verify from '../../../schema/api/verify.ts';

/** The shapes that have a name in the document: those of the routes, and what they are made of. */
export const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  Job: jobs.Job,
  JobResult: jobs.JobResult,
  JobSnapshot: jobs.JobSnapshot,
  HistoryAnswer: jobs.HistoryAnswer,
  LatestAnswer: jobs.LatestAnswer,
  JobAnswer: jobs.JobAnswer,
  ResultsAnswer: jobs.ResultsAnswer,
  SnapshotAnswer: jobs.SnapshotAnswer,
  Stats: stats.Stats,
  StatsAnswer: stats.StatsAnswer,
  CoverageSlot: coverage.CoverageSlot,
  CoverageAnswer: coverage.CoverageAnswer,
  IngestBody: ingest.IngestBody,
  IngestResult: ingest.IngestResult,
  IngestAccepted: ingest.IngestAccepted,
  AnalysisBody: analysis.AnalysisBody,
  AnalysisAccepted: analysis.AnalysisAccepted,
  Observation: symbols.Observation,
  SymbolPoint: symbols.SymbolPoint,
  SymbolsAnswer: symbols.SymbolsAnswer,
  SymbolAnswer: symbols.SymbolAnswer,
  ReportAnswer: reports.ReportAnswer,
  DeadLetterSummary: deadLetters.DeadLetterSummary,
  DeadLetter: deadLetters.DeadLetter,
  DeadLettersAnswer: deadLetters.DeadLettersAnswer,
  DeadLetterGroup: deadLetters.DeadLetterGroup,
  DeadLetterGroupsAnswer: deadLetters.DeadLetterGroupsAnswer,
  DeadLetterAnswer: deadLetters.DeadLetterAnswer,
  ReplayInput: deadLetters.ReplayInput,
  ReplayResult: deadLetters.ReplayResult,
  ReplayAnswer: deadLetters.ReplayAnswer,
  BulkReplayInput: deadLetters.BulkReplayInput,
  BulkReplayAnswer: deadLetters.BulkReplayAnswer,
  Backfill: backfills.Backfill,
  BackfillKey: backfills.BackfillKey,
  BackfillInput: backfills.BackfillInput,
  BackfillAnswer: backfills.BackfillAnswer,
  BackfillsAnswer: backfills.BackfillsAnswer,
  BackfillDetailAnswer: backfills.BackfillDetailAnswer,
  BackfillKeysAnswer: backfills.BackfillKeysAnswer,
  VerifyEntry: verify.VerifyEntry,
  VerifyAnswer: verify.VerifyAnswer,
  HealInput: verify.HealInput,
  HealAnswer: verify.HealAnswer,
  FlagChange: flags.FlagChange,
  FlagsAnswer: flags.FlagsAnswer,
  SessionInput: session.SessionInput,
  SessionAnswer: session.SessionAnswer,
  SuccessMetric: health.SuccessMetric,
  PipelineState: health.PipelineState,
  HealthAnswer: health.HealthAnswer,
  Problem: problem.ProblemBody,
};
