import type { ReportType, StoreSource } from '../../schema/report.ts';
import { attempt } from '../../src/domain/attempt.ts';
import { type Material, NO_MATERIAL } from '../../src/domain/reports/build.ts';
import { materialInD1, materialInKv } from '../../src/storage/report-material.ts';

export interface StorePorts {
  db: D1Database;
  kv: KVNamespace;
  /** The flag d1_reads. */
  d1Reads: boolean;
}

/** What is stored for a report, and where. */
export interface StoredMaterial {
  material: Material;
  source: StoreSource;
}

/** What is stored for a report: in D1, or while its reads fail or are switched off in KV. Throws what KV throws. */
export async function storedMaterial(
  { db, kv, d1Reads }: StorePorts,
  type: ReportType,
  date: string,
): Promise<StoredMaterial> {
  if (d1Reads) {
    const answer = await attempt(materialInD1(db, type, date));
    if (answer.ok) return { material: answer.value ?? NO_MATERIAL, source: 'd1' };
    console.warn(JSON.stringify({ message: 'D1 unreadable, building from KV', error: String(answer.error) }));
  }
  return { material: (await materialInKv(kv, type, date)) ?? NO_MATERIAL, source: 'kv' };
}
