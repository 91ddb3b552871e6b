import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillStatement, LEFT } from '../../cli/database/eastern-dates-sql.ts';
import { clockChanges, easternDate } from '../../src/domain/eastern.ts';

const db = env.PREDICT_JOBS_DB;

const INSERT = `INSERT INTO job_executions (job_type, status, executed_at, execution_date)
SELECT 'analysis', 'success', value->>0, value->>1 FROM json_each(?1)`;

const insert = (rows: readonly (readonly [string, string | null])[]) =>
  db.prepare(INSERT).bind(JSON.stringify(rows)).run();

async function dates(): Promise<unknown[]> {
  const { results } = await db.prepare('SELECT execution_date FROM job_executions ORDER BY id').all();
  return results.map(({ execution_date }) => execution_date);
}

const left = () => db.prepare(LEFT).first('n');

describe('filling business dates', () => {
  it('says of every instant what easternDate says, to the second of the clock changes', async () => {
    const anyInstant = fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2037, 11, 31) });
    const nearChange = fc
      .tuple(fc.integer({ min: 1971, max: 2037 }), fc.boolean(), fc.integer({ min: -90_000, max: 90_000 }))
      .map(([year, inSpring, seconds]) => clockChanges(year)[inSpring ? 0 : 1] + seconds * 1000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(anyInstant, nearChange), { minLength: 1, maxLength: 200 }),
        async (instants) => {
          await db.prepare('DELETE FROM job_executions').run();
          await insert(instants.map((at) => [new Date(at).toISOString(), null]));
          await db.prepare(fillStatement(1000)).run();
          expect(await dates()).toEqual(instants.map(easternDate));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('fills chunk by chunk, until only what is no time is left', async () => {
    const evening = ['2026-01-09T02:30:00.000Z', null] as const;
    await insert([...Array.from({ length: 25 }, () => evening), ['yesterday', null], ['1760445000123', null]]);
    const rest = [];
    for (let chunk = 0; chunk < 3; chunk += 1) {
      rest.push(await left());
      await db.prepare(fillStatement(10)).run();
    }
    expect([...rest, await left()]).toEqual([25, 15, 5, 0]);
    expect(await dates()).toEqual([...Array.from({ length: 25 }, () => '2026-01-08'), null, null]);
  });

  it.each([
    ['2026-01-09T02:30:00.000Z', '2026-01-01', '2026-01-01'], // a date that is there stays
    ['2026-07-09T03:59:59Z', null, '2026-07-08'], // summer time
    ['2026-01-09T03:59:59Z', null, '2026-01-08'], // winter time
    ['2026-01-09 04:30:00', null, '2026-01-08'], // no zone means UTC
    ['2026-01-08T23:30:00-05:00', null, '2026-01-08'], // a zone of its own counts
    ['2026-01-09', null, '2026-01-09'], // a bare date is that date
    ['12:30', null, null], // a bare time is none
    ['2026-02-30', null, null], // a day that does not exist is no date,
    ['2026-02-30T12:00:00Z', null, null], // whatever the time
    ['2023-02-29 12:00:00', null, null],
    ['2024-02-29T03:00:00Z', null, '2024-02-28'], // a leap day does
    ['2026-01-08T12:46:00+0530', null, null], // what SQLite cannot read stays for people to look at
    ['', null, null],
    ['1767875400000', null, null],
  ])('makes of %s with the date %s the date %s', async (executedAt, before, after) => {
    await insert([[executedAt, before]]);
    await db.prepare(fillStatement(10)).run();
    expect(await dates()).toEqual([after]);
  });
});
