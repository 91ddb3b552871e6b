import { type Session, type SessionAnswer, SessionInput } from '../../../schema/api/session.ts';
import type { Actor, ApiContext, Handler } from '../context.ts';
import { NoQuery, parseBody, parseQuery } from '../input.ts';
import { limitGuesses } from '../rate-limit.ts';
import { closeSession, openSession } from './cookie.ts';
import { assertIntended, assertSameOrigin, identify, unauthorized } from './guard.ts';
import { holderOf, knownKey } from './keys.ts';

const MAX_BODY_BYTES = 4096;

const sessionOf = ({ scope, name, expires_at }: Pick<Actor, 'scope' | 'name' | 'expires_at'>): Session => ({
  scope,
  name,
  expires_at: expires_at === null ? null : new Date(expires_at).toISOString(),
});

function answer({ config }: ApiContext, session: Session | null, cookie?: string): Response {
  const body: SessionAnswer = { success: true, session, public_reads: config.PUBLIC_READS };
  return Response.json(body, {
    headers: { 'cache-control': 'no-store', ...(cookie !== undefined && { 'set-cookie': cookie }) },
  });
}

/** POST /api/v1/session: changes a key for a cookie. */
export const signIn: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  assertSameOrigin(request);
  await limitGuesses(context.env.RATE_LIMIT, request);
  const { key } = await parseBody(SessionInput, request, MAX_BODY_BYTES);
  const known = await knownKey(context.config.API_KEYS, key);
  if (!known) throw unauthorized('This key is not known here.');
  const { cookie, expires_at } = await openSession(request, known, context.now());
  return answer(context, sessionOf({ scope: known.scope, name: holderOf(known), expires_at }), cookie);
};

/** GET /api/v1/session: who asks, in so far as they may know it. */
export const showSession: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  const actor = await identify(request, context);
  return answer(context, actor && sessionOf(actor));
};

/** DELETE /api/v1/session: signs out. What the browser keeps of what was read goes as well, else Back would show it. */
export const signOut: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  const actor = await identify(request, context);
  if (actor) assertIntended(request, actor, 'write');
  const response = answer(context, null, closeSession(request));
  response.headers.set('clear-site-data', '"cache"');
  return response;
};
