import * as z from 'zod';
import { Instant } from '../primitives.ts';
import { success } from './parameters.ts';

/** State-changing requests that are authorised by the session cookie carry it as `X-Jobledger: 1`; no form can. */
export const SESSION_HEADER = 'x-jobledger';

/** Scopes, each including the ones before it. */
export const SCOPES = ['read', 'write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** POST /api/v1/session: changes a key for the HttpOnly cookie. */
export const SessionInput = z.strictObject({ key: z.string().min(1).max(512) });

/** What the cookie (or the key) of a request allows, and until when. A key has no end of its own: null. */
export const Session = z.object({
  scope: z.enum(SCOPES),
  name: z.string(),
  expires_at: Instant.nullable(),
});
export type Session = z.infer<typeof Session>;

/**
 * GET and POST /api/v1/session, and DELETE, which signs out. GET answers 200 to everybody: `session` is null for who
 * has none, and `public_reads` tells whether reading needs one.
 */
export const SessionAnswer = z.object({
  success,
  session: Session.nullable(),
  public_reads: z.boolean(),
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;
