import type { IRequest } from 'itty-router';
import { type DeadLetter, type DeadLetterAnswer, NoteInput } from '../../../schema/api/dead-letters.ts';
import { findDeadLetter } from '../../storage/dead-letter-queries.ts';
import { discardDeadLetter, restoreDeadLetter } from '../../storage/dead-letter-status.ts';
import { auditOf } from '../audit.ts';
import type { ApiContext, Handler } from '../context.ts';
import { badParameter, NoQuery, parseBody, parseQuery, pathParameter } from '../input.ts';
import { notFound, Problem } from '../problem.ts';
import { assertWritesOn } from '../writing-ports.ts';

const MAX_NOTE_BYTES = 8192;

/** How the path names a dead letter. */
export function letterId(request: IRequest): string {
  const id = pathParameter(request, 'id');
  if (id.length > 128 || id.includes('\0')) throw badParameter('id', 'must be 1–128 characters');
  return id;
}

/** The letter that the path names; 404 if there is none. */
export async function letterOf(request: IRequest, { env }: ApiContext): Promise<DeadLetter> {
  const letter = await findDeadLetter(env.PREDICT_JOBS_DB, env.ANALYSIS_KV, letterId(request));
  if (!letter) throw notFound('There is no dead letter with this id.');
  return letter;
}

/** Another status than expected: somebody else was faster, or it is done already. */
export const wrongStatus = ({ status }: DeadLetter, wanted: string): Problem =>
  new Problem(409, 'wrong-status', 'Not possible in this status', `It is ${status}; this needs ${wanted}.`);

async function show(request: IRequest, context: ApiContext): Promise<Response> {
  const body: DeadLetterAnswer = { success: true, dead_letter: await letterOf(request, context) };
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}

/** GET /api/v1/dead-letters/:id */
export const showDead: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  return show(request, context);
};

const moving =
  (move: typeof discardDeadLetter, action: string, wanted: string): Handler =>
  async (request, context) => {
    parseQuery(NoQuery, request);
    const { note = null } = await parseBody(NoteInput, request, MAX_NOTE_BYTES);
    await assertWritesOn(context);
    const id = letterId(request);
    const audit = auditOf(context, `dead-letters.${action}`, id, { note });
    if (await move(context.env.PREDICT_JOBS_DB, id, note, audit)) return show(request, context);
    throw wrongStatus(await letterOf(request, context), wanted);
  };

/** POST /api/v1/dead-letters/:id/discard */
export const discardDead = moving(discardDeadLetter, 'discard', 'open');

/** POST /api/v1/dead-letters/:id/restore */
export const restoreDead = moving(restoreDeadLetter, 'restore', 'discarded or replayed');
