import { type FlagChange, FlagOverrides, type Flags } from '../../schema/api/flags.ts';
import { FLAGS_KEY } from './kv-keys.ts';

export type { Flags };

/** Seconds an edge location may serve the flags from its cache: half of the minute in which a change must take effect. */
const CACHE_SECONDS = 30;

/** KV did not take the change: nothing is switched. */
export class FlagsNotChanged extends Error {
  readonly code = 'flags_not_changed';
}

async function storedOverrides(kv: KVNamespace): Promise<FlagOverrides> {
  const stored: unknown = await kv.get(FLAGS_KEY, { type: 'json', cacheTtl: CACHE_SECONDS });
  return FlagOverrides.safeParse(stored ?? {}).data ?? {};
}

/** What was set; null while KV has no answer. */
export async function readOverrides(kv: KVNamespace): Promise<FlagOverrides | null> {
  const [stored] = await Promise.allSettled([storedOverrides(kv)]);
  if (stored.status === 'fulfilled') return stored.value;
  console.warn(JSON.stringify({ message: 'flags unreadable, using the variables', error: String(stored.reason) }));
  return null;
}

/** The flags in force. While KV has no answer these are the variables: a brake must not fail the traffic it controls. */
export async function readFlags(kv: KVNamespace, defaults: Flags): Promise<Flags> {
  return { ...defaults, ...(await readOverrides(kv)) };
}

/** Sets some overrides, removes those that are null, and returns all. Throws FlagsNotChanged. */
export async function changeOverrides(kv: KVNamespace, change: FlagChange): Promise<FlagOverrides> {
  try {
    const merged = Object.entries({ ...(await storedOverrides(kv)), ...change });
    const overrides = FlagOverrides.parse(Object.fromEntries(merged.filter(([, value]) => value !== null)));
    await kv.put(FLAGS_KEY, JSON.stringify(overrides));
    return overrides;
  } catch (cause) {
    throw new FlagsNotChanged('KV did not take the change', { cause });
  }
}
