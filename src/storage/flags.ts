import { type FlagChange, FlagOverrides, type Flags } from '../../schema/api/flags.ts';
import { attempt } from '../domain/attempt.ts';
import { flagKey } from './kv-keys.ts';

export type { Flags };

/** Seconds an edge location may serve the flags from its cache: half of the minute in which a change must take effect. */
const CACHE_SECONDS = 30;

/** KV did not take all of the change; it can be made again. */
export class FlagsNotChanged extends Error {
  readonly code = 'flags_not_changed';
}

const NAMES = FlagOverrides.keyof().options;

const asSetting = (text: string | null | undefined): boolean | undefined =>
  text === 'true' ? true : text === 'false' ? false : undefined;

async function storedOverrides(kv: KVNamespace): Promise<FlagOverrides> {
  const stored = await kv.get(NAMES.map(flagKey), { type: 'text', cacheTtl: CACHE_SECONDS });
  return overridesOf(NAMES.map((name) => [name, asSetting(stored.get(flagKey(name)))]));
}

/** Those of the settings that are set. */
const overridesOf = (settings: [string, boolean | null | undefined][]): FlagOverrides =>
  FlagOverrides.parse(Object.fromEntries(settings.filter(([, value]) => typeof value === 'boolean')));

/** What was set; null while KV has no answer. */
export async function readOverrides(kv: KVNamespace): Promise<FlagOverrides | null> {
  const stored = await attempt(storedOverrides(kv));
  if (stored.ok) return stored.value;
  console.warn(JSON.stringify({ message: 'flags unreadable, using the variables', error: String(stored.error) }));
  return null;
}

/** The flags in force. While KV has no answer these are the variables: a brake must not fail the traffic it controls. */
export async function readFlags(kv: KVNamespace, defaults: Flags): Promise<Flags> {
  return { ...defaults, ...(await readOverrides(kv)) };
}

const store = (kv: KVNamespace, name: string, value: boolean | null): Promise<void> =>
  value === null ? kv.delete(flagKey(name)) : kv.put(flagKey(name), String(value));

/**
 * Sets some overrides, removes those that are null, and returns all. Others are not touched, so that a change made
 * meanwhile (or one that this location does not see yet) stands. Throws FlagsNotChanged.
 */
export async function changeOverrides(kv: KVNamespace, change: FlagChange): Promise<FlagOverrides> {
  try {
    await Promise.all(Object.entries(change).map(([name, value]) => store(kv, name, value)));
    return overridesOf(Object.entries({ ...(await readOverrides(kv)), ...change }));
  } catch (cause) {
    throw new FlagsNotChanged('KV did not take the change', { cause });
  }
}
