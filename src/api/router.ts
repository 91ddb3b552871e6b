import { type IRequest, Router } from 'itty-router';
import { getAnalysis, postAnalysis } from './analysis.ts';
import { requires } from './auth.ts';
import type { ApiContext } from './context.ts';
import { health } from './health.ts';
import { detail, history, latest } from './jobs.ts';
import { notFound, problemResponse } from './problem.ts';
import { showSession, signIn, signOut } from './session.ts';

const noRoute = (request: IRequest): never => {
  throw notFound(`There is no ${request.method} ${new URL(request.url).pathname}.`);
};

/** Every URL, on one screen. */
export const router = Router<IRequest, [ApiContext]>({ catch: problemResponse })
  .get('/api/v1/health', health)
  .get('/api/v1/session', showSession)
  .post('/api/v1/session', signIn)
  .delete('/api/v1/session', signOut)
  .get('/api/v1/jobs/history', requires('read'), history)
  .get('/api/v1/jobs/latest', requires('read'), latest)
  .get('/api/v1/jobs/:id', requires('read'), detail)
  .get('/api/v1/sentiment/analysis', requires('write'), getAnalysis)
  .post('/api/v1/sentiment/analysis', requires('write'), postAnalysis)
  .all('*', noRoute);
