import { flagKey } from './kv-keys.ts';

/** Resolves when D1 answers. */
export const pingDatabase = (db: D1Database): Promise<unknown> => db.prepare('SELECT 1').first();

/** Resolves when KV answers. */
export const pingKv = (kv: KVNamespace): Promise<unknown> => kv.get(flagKey('d1_writes'));
