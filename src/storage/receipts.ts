import { receiptKey } from './kv-keys.ts';
import { OUTBOX_TTL_SECONDS } from './outbox.ts';

/** When a request was first taken (epoch ms); null where KV does not show that it was. */
export async function readReceipt(kv: KVNamespace, digest: string): Promise<number | null> {
  const text = await kv.get(receiptKey(digest), 'text');
  const at = Number(text);
  return text !== null && Number.isSafeInteger(at) && at > 0 ? at : null;
}

/** Keeps when a request was first taken, for as long as what it brought may wait in the outbox. */
export async function keepReceipt(kv: KVNamespace, digest: string, at: number): Promise<void> {
  await kv.put(receiptKey(digest), String(at), { expirationTtl: OUTBOX_TTL_SECONDS });
}
