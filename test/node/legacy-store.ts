import { join } from 'node:path';
import { getPlatformProxy } from 'wrangler';
import * as z from 'zod';
import { type LegacyEntry, legacyEntries } from '../fixtures/legacy/keys.ts';

interface Kv {
  put: (key: string, text: string) => Promise<void>;
}
const Bindings = z.object({ ANALYSIS_KV: z.custom<Kv>((value) => value !== null && typeof value === 'object') });

const PUTS_AT_ONCE = 50;

/** Puts an old store of `count` keys into the KV of a local state, faster than one wrangler a key or a file would. */
export async function putLegacyStore(persistTo: string, count: number): Promise<LegacyEntry[]> {
  const entries = [...legacyEntries({ count })];
  const platform = await getPlatformProxy({ configPath: 'wrangler.toml', persist: { path: join(persistTo, 'v3') } });
  try {
    const { ANALYSIS_KV } = Bindings.parse(platform.env);
    for (let i = 0; i < count; i += PUTS_AT_ONCE) {
      await Promise.all(entries.slice(i, i + PUTS_AT_ONCE).map(({ key, text }) => ANALYSIS_KV.put(key, text)));
    }
  } finally {
    await platform.dispose();
  }
  return entries;
}
