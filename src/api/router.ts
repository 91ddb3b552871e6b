import { type IRequest, Router } from 'itty-router';
import { getAnalysis, postAnalysis } from './analysis.ts';
import { assets } from './assets.ts';
import { signInToPage } from './auth/form.ts';
import { requires } from './auth/guard.ts';
import { showSession, signIn, signOut } from './auth/session.ts';
import * as backfills from './backfills.ts';
import type { ApiContext } from './context.ts';
import { coverage } from './coverage.ts';
import { listDead } from './dead-letters/list.ts';
import { discardDead, restoreDead, showDead } from './dead-letters/one.ts';
import { replayDead, replayManyDead } from './dead-letters/replay.ts';
import { docs } from './docs/route.ts';
import { changeFlags, showFlags } from './flags.ts';
import { health } from './health.ts';
import { detail, results, snapshot } from './jobs/detail.ts';
import { history } from './jobs/history.ts';
import { postJob } from './jobs/ingest.ts';
import { latest } from './jobs/latest.ts';
import { noRoute } from './methods.ts';
import { metrics } from './metrics.ts';
import { openApi } from './openapi/route.ts';
import { problemResponse } from './problem.ts';
import { reportPage } from './report-pages.ts';
import { report } from './reports.ts';
import { stats } from './stats.ts';
import { symbol, symbols } from './symbols.ts';
import { heal, verify } from './verify.ts';

const otherwise = (request: IRequest): Response => noRoute(router.routes, request);

/** Every URL, on one screen. */
export const router = Router<IRequest, [ApiContext]>({ catch: problemResponse })
  .get('/api/v1/health', health)
  .get('/api/v1/openapi.json', openApi)
  .get('/api/v1/session', showSession)
  .post('/api/v1/session', signIn)
  .delete('/api/v1/session', signOut)
  .post('/api/v1/jobs', requires('write'), postJob)
  .get('/api/v1/jobs/history', requires('read'), history)
  .get('/api/v1/jobs/latest', requires('read'), latest)
  .get('/api/v1/jobs/stats', requires('read'), stats)
  .get('/api/v1/jobs/coverage', requires('read'), coverage)
  .get('/api/v1/jobs/:id', requires('read'), detail)
  .get('/api/v1/jobs/:id/results', requires('read'), results)
  .get('/api/v1/jobs/:id/snapshot', requires('read'), snapshot)
  .get('/api/v1/symbols', requires('read'), symbols)
  .get('/api/v1/symbols/:symbol', requires('read'), symbol)
  .get('/api/v1/sentiment/analysis', requires('write'), getAnalysis)
  .post('/api/v1/sentiment/analysis', requires('write'), postAnalysis)
  .get('/api/v1/reports/:type', requires('read'), report)
  .get('/metrics', requires('read'), metrics)
  .get('/docs', docs)
  .get('/pre-market-briefing', reportPage('pre-market'))
  .post('/pre-market-briefing', signInToPage)
  .get('/intraday-check', reportPage('intraday'))
  .post('/intraday-check', signInToPage)
  .get('/end-of-day-summary', reportPage('end-of-day'))
  .post('/end-of-day-summary', signInToPage)
  .get('/weekly-review', reportPage('weekly'))
  .post('/weekly-review', signInToPage)
  .post('/api/v1/backfills', requires('admin'), backfills.start)
  .get('/api/v1/backfills', requires('read'), backfills.list)
  .get('/api/v1/backfills/:id', requires('read'), backfills.show)
  .get('/api/v1/backfills/:id/keys', requires('read'), backfills.keys)
  .post('/api/v1/backfills/:id/cancel', requires('admin'), backfills.cancel)
  .post('/api/v1/backfills/:id/resume', requires('admin'), backfills.resume)
  .get('/api/v1/dead-letters', requires('read'), listDead)
  .post('/api/v1/dead-letters/replay', requires('admin'), replayManyDead)
  .get('/api/v1/dead-letters/:id', requires('read'), showDead)
  .post('/api/v1/dead-letters/:id/replay', requires('admin'), replayDead)
  .post('/api/v1/dead-letters/:id/discard', requires('admin'), discardDead)
  .post('/api/v1/dead-letters/:id/restore', requires('admin'), restoreDead)
  .get('/api/v1/flags', requires('read'), showFlags)
  .put('/api/v1/flags', requires('admin'), changeFlags)
  .get('/api/v1/verify', requires('read'), verify)
  .post('/api/v1/verify/heal', requires('admin'), heal)
  .get('*', assets)
  .all('*', otherwise);
