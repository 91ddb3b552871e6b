import type { IRequest } from 'itty-router';
import { type Scope, SESSION_HEADER } from '../../../schema/api/session.ts';
import type { Actor, ApiContext, Guard } from '../context.ts';
import { Problem } from '../problem.ts';
import { ACCESS_HEADER, readAccessToken } from './access.ts';
import { readSession, sessionCookie } from './cookie.ts';
import { holderOf, includes, knownKey } from './keys.ts';

/** The key a request carries: `Authorization: Bearer <key>` or `X-API-Key: <key>`. */
function presentedKey(request: IRequest): string | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return bearer ?? request.headers.get('x-api-key');
}

async function byKey({ config }: ApiContext, presented: string): Promise<Actor | null> {
  const known = await knownKey(config.API_KEYS, presented);
  if (!known) return null;
  return { scope: known.scope, name: holderOf(known), expires_at: null, ambient: false };
}

async function bySession(request: IRequest, { config, now }: ApiContext): Promise<Actor | null> {
  const cookie = sessionCookie(request);
  const session = cookie === null ? null : await readSession(config.API_KEYS, cookie, now());
  if (!session) return null;
  return { scope: session.scope, name: holderOf(session), expires_at: session.expires_at, ambient: true };
}

async function byAccess(request: IRequest, { config, now }: ApiContext): Promise<Actor | null> {
  const token = request.headers.get(ACCESS_HEADER);
  const person = token === null ? null : await readAccessToken(config, token, now());
  return person && { ...person, scope: config.ACCESS_SCOPE, ambient: true };
}

/** Who asks: by the key they send (which decides alone, right or wrong), else their session, else Cloudflare Access. */
export async function identify(request: IRequest, context: ApiContext): Promise<Actor | null> {
  const presented = presentedKey(request);
  if (presented !== null) return byKey(context, presented);
  return (await bySession(request, context)) ?? (await byAccess(request, context));
}

/** Whether the request comes from somebody who may read. */
export const mayRead = async (request: IRequest, context: ApiContext): Promise<boolean> =>
  context.config.PUBLIC_READS || (await identify(request, context)) !== null;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const crossSite = (detail: string): Problem => new Problem(403, 'cross-site', 'Not from this page', detail);

/** A browser says where a request comes from; programs need not. */
export function assertSameOrigin(request: IRequest): void {
  const origin = request.headers.get('origin');
  if (origin === null || origin === new URL(request.url).origin) return;
  throw crossSite('The Origin header names another site.');
}

/**
 * What the browser adds by itself (a cookie, Access) proves who sits there, not that they meant it: what changes
 * something also carries our header, which no foreign page can send.
 */
export function assertIntended(request: IRequest, actor: Actor, scope: Scope): void {
  if (!actor.ambient || (scope === 'read' && SAFE.has(request.method))) return;
  assertSameOrigin(request);
  if (request.headers.get(SESSION_HEADER) === '1') return;
  throw crossSite('With a session, what changes something needs the header X-Jobledger: 1.');
}

export const unauthorized = (detail: string): Problem =>
  new Problem(401, 'unauthorized', 'A key is needed', detail, [], { 'www-authenticate': 'Bearer realm="jobledger"' });

/** Lets a request pass that may do what `scope` allows. Nothing configured means nothing allowed. */
export const requires =
  (scope: Scope): Guard =>
  async (request, context) => {
    const actor = await identify(request, context);
    context.actor = actor;
    if (actor && includes(actor.scope, scope)) {
      assertIntended(request, actor, scope);
      return;
    }
    if (actor) {
      const detail = `This needs a key of scope ${scope}; yours has ${actor.scope}.`;
      throw new Problem(403, 'forbidden', 'The key does not allow this', detail);
    }
    if (scope === 'read' && context.config.PUBLIC_READS) return;
    throw unauthorized(
      presentedKey(request) === null
        ? 'Send Authorization: Bearer <key> or X-API-Key: <key>, or sign in.'
        : 'This key is not known here.',
    );
  };
