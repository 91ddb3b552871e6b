import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { MAX_VALUE_BYTES, readKvValues } from '../../src/storage/kv-values.ts';

it('finds a value too large by its bytes, alone and among others', async () => {
  await env.ANALYSIS_KV.put('large', 'é'.repeat(MAX_VALUE_BYTES / 2 + 1));
  await env.ANALYSIS_KV.put('small', '{}');
  const read = async (keys: string[]) => (await Array.fromAsync(readKvValues(env.ANALYSIS_KV, keys))).flat();
  const large = ['large', { tooLarge: true }];
  expect([await read(['large']), await read(['small', 'large'])]).toEqual([[large], [['small', '{}'], large]]);
});
