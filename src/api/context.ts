import type { IRequest } from 'itty-router';
import type { Scope } from '../../schema/api/session.ts';
import type { Config } from '../config.ts';
import type { Flags } from '../storage/flags.ts';

/** Who asks. `name` goes into the audit log: a scope and the fingerprint of a key, or a person's address. */
export interface Actor {
  scope: Scope;
  name: string;
  /** Epoch ms; a key has no end of its own. */
  expires_at: number | null;
  /** The browser said so by itself (a session, Cloudflare Access), whoever made it send the request. */
  ambient: boolean;
}

/** What a handler works with, made anew for each request by src/index.ts. */
export interface ApiContext {
  env: Env;
  config: Config;
  /** The flags in force; read once a request, when first asked for. */
  flags: () => Promise<Flags>;
  /** Epoch ms. */
  now: () => number;
  /** Work that outlives the answer. */
  after: (work: Promise<unknown>) => void;
  /** The request was a HEAD: answered like its GET, but it must change nothing (RFC 9110, 9.2.1). */
  head: boolean;
  /** Set by `requires`. */
  actor: Actor | null;
}

export type Handler = (request: IRequest, context: ApiContext) => Promise<Response> | Response;
export type Guard = (request: IRequest, context: ApiContext) => Promise<void>;
