import { env } from 'cloudflare:workers';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { consumeJobEvents } from '../../consumers/job-completed.ts';
import type { JobCompletedData } from '../../schema/event.ts';
import { contentHash } from '../../src/domain/content-hash.ts';
import { anEvent, aResult, NOON, someData } from '../fixtures/events.ts';
import { message, testPorts } from '../fixtures/queue.ts';

/** One account of a run: which run, which revision, how many results, and a content that may differ at the same revision. */
interface Account {
  run: number;
  revision: number;
  results: number;
  flavour: number;
}

const account: fc.Arbitrary<Account> = fc.record({
  run: fc.nat(3),
  revision: fc.nat(2),
  results: fc.nat(4),
  flavour: fc.nat(2),
});

const dataOf = (prefix: string, { run, revision, results, flavour }: Account): JobCompletedData =>
  someData(
    `${prefix}-${run}`,
    Array.from({ length: results }, (_, i) => aResult(`S${i + flavour}`, { confidence: flavour / 10 })),
    { revision: NOON + revision },
  );

/** The law in ten lines: of the accounts of a run the greatest (revision, content hash) stands, whole. */
async function model(all: JobCompletedData[]): Promise<[string, number, string, unknown[]][]> {
  const standing = new Map<string, { order: string; data: JobCompletedData }>();
  for (const data of all) {
    const order = `${data.execution.revision} ${await contentHash(data)}`;
    const { execution_key } = data.execution;
    if (order > (standing.get(execution_key)?.order ?? '')) standing.set(execution_key, { order, data });
  }
  const rows = [...standing.values()].map(({ data: { execution, results } }): [string, number, string, unknown[]] => [
    execution.execution_key,
    execution.revision,
    execution.status,
    results.map(({ symbol, confidence }, ordinal) => [ordinal, symbol, confidence]),
  ]);
  return rows.sort(([a], [b]) => (a < b ? -1 : 1));
}

async function stored(prefix: string): Promise<unknown[]> {
  const { results } = await env.PREDICT_JOBS_DB.prepare(
    `SELECT execution_key, revision, status, (
       SELECT json_group_array(json_array(ordinal, symbol, confidence)) FROM
         (SELECT * FROM scheduled_job_results WHERE job_execution_id = job_executions.id ORDER BY ordinal)
     ) AS results FROM job_executions WHERE execution_key >= ?1 || '-' AND execution_key < ?1 || '.' ORDER BY execution_key`,
  )
    .bind(prefix)
    .all<{ execution_key: string; revision: number; status: string; results: string }>();
  return results.map((row) => [row.execution_key, row.revision, row.status, JSON.parse(row.results) as unknown]);
}

let run = 0;

it('ends in the same rows whatever the order, duplication, batching and interleaving', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(account, { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.nat(999)),
      fc.integer({ min: 1, max: 5 }),
      async (accounts, randoms, batchSize) => {
        const prefix = `law${run++}`;
        const all = accounts.map((each) => dataOf(prefix, each));
        const random = () => Number(randoms.next().value) / 1000;
        const delivered = [...all, ...all.filter(() => random() < 0.4)]
          .map((data) => ({ order: random(), message: message(anEvent(data)) }))
          .sort((a, b) => a.order - b.order)
          .map((each) => each.message);
        const consumers: Promise<unknown>[] = [];
        const ports = testPorts();
        while (delivered.length > 0) {
          consumers.push(consumeJobEvents(ports, delivered.splice(0, batchSize)));
          if (random() < 0.5) await Promise.all(consumers);
        }
        await Promise.all(consumers);
        await ports.settled();
        expect(await stored(prefix)).toEqual(await model(all));
      },
    ),
    { numRuns: 300 },
  );
}, 120_000);
