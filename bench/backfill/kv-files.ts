import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface KvEntry {
  key: string;
  text: string;
}

/**
 * Puts entries into a local KV namespace behind the runtime's back, while no server runs on that state: a put through it
 * takes a hundred times as long. Something must have been put the usual way before.
 */
export function fillLocalKv(state: string, namespace: string, entries: Iterable<KvEntry>): void {
  const kv = join(state, 'v3', 'kv');
  const folder = join(kv, 'miniflare-KVNamespaceObject');
  const name = readdirSync(folder).find((file) => /^[0-9a-f]{64}\.sqlite$/.test(file));
  if (name === undefined) throw new Error(`no local KV in ${state}`);
  const db = new DatabaseSync(join(folder, name));
  const insert = db.prepare('INSERT INTO _mf_entries (key, blob_id) VALUES (?, ?)');
  db.exec('BEGIN');
  for (const { key, text } of entries) {
    const blob = `${createHash('sha256').update(key).digest('hex')}${'0'.repeat(16)}`;
    writeFileSync(join(kv, namespace, 'blobs', blob), text);
    insert.run(key, blob);
  }
  db.exec('COMMIT');
  db.close();
}
