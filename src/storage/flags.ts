import * as z from 'zod';
import { FLAGS_KEY } from './kv-keys.ts';

/** The emergency brake. What KV does not say comes from the variables ENABLE_D1_WRITES, USE_D1_READS, ENABLE_KV_WRITES. */
export const Flags = z.object({ d1_writes: z.boolean(), d1_reads: z.boolean(), kv_writes: z.boolean() });
export type Flags = z.infer<typeof Flags>;

const Overrides = Flags.partial();

/** Seconds an edge location may serve the flags from its cache: half of the minute in which a change must take effect. */
const CACHE_SECONDS = 30;

async function readOverrides(kv: KVNamespace): Promise<Partial<Flags>> {
  const stored: unknown = await kv.get(FLAGS_KEY, { type: 'json', cacheTtl: CACHE_SECONDS });
  return Overrides.safeParse(stored ?? {}).data ?? {};
}

/** The flags in force. While KV has no answer these are the variables: a brake must not fail the traffic it controls. */
export async function readFlags(kv: KVNamespace, defaults: Flags): Promise<Flags> {
  const overrides = await readOverrides(kv).catch((error: unknown) => {
    console.warn(JSON.stringify({ message: 'flags unreadable, using the variables', error: String(error) }));
    return {};
  });
  return { ...defaults, ...overrides };
}

/** Sets some flags and returns all in force. Throws what KV throws. */
export async function writeFlags(kv: KVNamespace, defaults: Flags, change: Partial<Flags>): Promise<Flags> {
  const overrides = { ...(await readOverrides(kv)), ...change };
  await kv.put(FLAGS_KEY, JSON.stringify(overrides));
  return { ...defaults, ...overrides };
}
