import type { IRequest } from 'itty-router';
import * as z from 'zod';
import { SCOPES } from '../../../schema/api/session.ts';
import type { ApiKey } from '../../config.ts';
import { type KnownKey, keysNamed } from './keys.ts';

/** A session ends after 12 hours. */
export const SESSION_SECONDS = 12 * 3600;

/** Says nothing that is not public: a scope, a key's fingerprint, the end (epoch seconds). Integrity is the point. */
const Claims = z.strictObject({ scope: z.enum(SCOPES), key: z.string(), exp: z.int() });
type Claims = z.infer<typeof Claims>;

const encoder = new TextEncoder();
const BASE64URL = { alphabet: 'base64url', omitPadding: true } as const;

/**
 * The signing key of the sessions that a key opens: derived from that key alone, so that whoever changes or removes
 * it in API_KEYS ends them, and a cookie tells its holder nothing of the other keys.
 */
async function signingKey(key: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(key), 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode('jobledger session') };
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  return crypto.subtle.deriveKey(how, material, hmac, false, ['sign', 'verify']);
}

/** On http://localhost a Secure cookie would not come back in every browser; anywhere else it must be one. */
function isLocal(request: IRequest): boolean {
  const { protocol, hostname } = new URL(request.url);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** `__Host-` makes the browser itself insist on Secure, Path=/ and this very host. */
const cookieName = (request: IRequest): string => (isLocal(request) ? 'jobledger' : '__Host-jobledger');

function setCookie(request: IRequest, value: string, maxAge: number): string {
  const secure = isLocal(request) ? '' : '; Secure';
  return `${cookieName(request)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
}

/** The Set-Cookie header that opens a session for a key. `now` is epoch ms. */
export async function openSession(request: IRequest, { scope, key, fingerprint }: KnownKey, now: number) {
  const exp = Math.floor(now / 1000) + SESSION_SECONDS;
  const claims: Claims = { scope, key: fingerprint, exp };
  const payload = encoder.encode(JSON.stringify(claims)).toBase64(BASE64URL);
  const signature = await crypto.subtle.sign('HMAC', await signingKey(key), encoder.encode(payload));
  const value = `${payload}.${new Uint8Array(signature).toBase64(BASE64URL)}`;
  return { cookie: setCookie(request, value, SESSION_SECONDS), expires_at: exp * 1000 };
}

/** The Set-Cookie header that ends a session. */
export const closeSession = (request: IRequest): string => setCookie(request, '', 0);

/** The session cookie that a request carries; null without one. */
export function sessionCookie(request: IRequest): string | null {
  const prefix = `${cookieName(request)}=`;
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length) ?? null;
}

function decode(cookie: string): { claims: Claims; payload: string; signature: Uint8Array } | null {
  const [, payload, signature] = /^([\w-]{1,256})\.([\w-]{43})$/.exec(cookie) ?? [];
  if (payload === undefined || signature === undefined) return null;
  try {
    const claims: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(payload, BASE64URL)));
    return { claims: Claims.parse(claims), payload, signature: Uint8Array.fromBase64(signature, BASE64URL) };
  } catch {
    return null;
  }
}

/** What a session cookie allows, and until when (epoch ms); null unless one of today's keys signed it and it lasts. */
export async function readSession(keys: readonly ApiKey[], cookie: string, now: number) {
  const decoded = decode(cookie);
  if (!decoded) return null;
  const { claims, payload, signature } = decoded;
  if (claims.exp * 1000 <= now) return null;
  for (const { key } of await keysNamed(keys, claims.scope, claims.key)) {
    const signed = await crypto.subtle.verify('HMAC', await signingKey(key), signature, encoder.encode(payload));
    if (signed) return { scope: claims.scope, fingerprint: claims.key, expires_at: claims.exp * 1000 };
  }
  return null;
}
