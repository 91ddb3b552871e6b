import { SCOPES, type Scope } from '../../../schema/api/session.ts';
import type { ApiKey } from '../../config.ts';

/** A configured key; `fingerprint` (8 hex digits of its SHA-256) names it where the key itself must not appear. */
export interface KnownKey extends ApiKey {
  fingerprint: string;
}

/** How who holds a key is named. */
export const holderOf = ({ scope, fingerprint }: Omit<KnownKey, 'key'>): string => `${scope}:${fingerprint}`;

const encoder = new TextEncoder();

const digest = (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', encoder.encode(text));

const fingerprintOf = (hash: ArrayBuffer): string => new Uint8Array(hash.slice(0, 4)).toHex();

/** Whether what needs `wanted` may be done with `held`. */
export const includes = (held: Scope, wanted: Scope): boolean => SCOPES.indexOf(held) >= SCOPES.indexOf(wanted);

/**
 * The configured key that was presented, with its widest scope. Hashes are compared in constant time, against every
 * key, so that timing tells neither key nor position.
 */
export async function knownKey(keys: readonly ApiKey[], presented: string): Promise<KnownKey | null> {
  const hash = await digest(presented);
  let found: KnownKey | null = null;
  for (const { scope, key } of keys) {
    if (!crypto.subtle.timingSafeEqual(hash, await digest(key))) continue;
    if (!found || includes(scope, found.scope)) found = { scope, key, fingerprint: fingerprintOf(hash) };
  }
  return found;
}

/** The configured keys of a scope that bear a fingerprint. */
export async function keysNamed(keys: readonly ApiKey[], scope: Scope, fingerprint: string): Promise<KnownKey[]> {
  const named = await Promise.all(
    keys.map(async (each) => ({ ...each, fingerprint: fingerprintOf(await digest(each.key)) })),
  );
  return named.filter((each) => each.scope === scope && each.fingerprint === fingerprint);
}
