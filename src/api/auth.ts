import type { IRequest } from 'itty-router';
import { type ApiKey, SCOPES, type Scope } from '../config.ts';
import type { Actor, ApiContext, Guard } from './context.ts';
import { Problem } from './problem.ts';

const encoder = new TextEncoder();

const digest = (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', encoder.encode(text));

const includes = (held: Scope, wanted: Scope): boolean => SCOPES.indexOf(held) >= SCOPES.indexOf(wanted);

/** The key a request carries: `Authorization: Bearer <key>` or `X-API-Key: <key>`. */
function presentedKey(request: IRequest): string | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return bearer ?? request.headers.get('x-api-key');
}

/** Compares hashes in constant time, against every key, so that timing tells neither key nor position. */
async function actorOf(keys: readonly ApiKey[], presented: string): Promise<Actor | null> {
  const hash = await digest(presented);
  let found: Actor | null = null;
  for (const { scope, key } of keys) {
    if (!crypto.subtle.timingSafeEqual(hash, await digest(key))) continue;
    const fingerprint = [...new Uint8Array(hash.slice(0, 4))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    if (!found || includes(scope, found.scope)) found = { scope, name: `${scope}:${fingerprint}` };
  }
  return found;
}

async function identify(request: IRequest, { config }: ApiContext): Promise<Actor | null> {
  const presented = presentedKey(request);
  return presented === null ? null : actorOf(config.API_KEYS, presented);
}

const unauthorized = (detail: string): Problem =>
  new Problem(401, 'unauthorized', 'A key is needed', detail, [], { 'www-authenticate': 'Bearer realm="jobledger"' });

/** Lets a request pass that may do what `scope` allows. Nothing configured means nothing allowed. */
export const requires =
  (scope: Scope): Guard =>
  async (request, context) => {
    const actor = await identify(request, context);
    context.actor = actor;
    if (actor && includes(actor.scope, scope)) return;
    if (actor) {
      const detail = `This needs a key of scope ${scope}; yours has ${actor.scope}.`;
      throw new Problem(403, 'forbidden', 'The key does not allow this', detail);
    }
    if (scope === 'read' && context.config.PUBLIC_READS) return;
    throw unauthorized(
      presentedKey(request) === null
        ? 'Send Authorization: Bearer <key> or X-API-Key: <key>.'
        : 'This key is not known here.',
    );
  };
