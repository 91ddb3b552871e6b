import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeadLetterSummary, DeadLettersAnswer } from '../../../schema/api/dead-letters.ts';
import {
  DeadLettersAnswer as Answer,
  DeadLetterAnswer,
  DeadLetterGroupsAnswer,
} from '../../../schema/api/dead-letters.ts';
import { call, jsonOf, KEYS } from '../../fixtures/api.ts';
import { aDeadEvent, letDie } from '../../fixtures/dead-letters.ts';
import { anEvent, aResult, NOON, someData } from '../../fixtures/events.ts';
import { listed } from '../../fixtures/statements.ts';

const LIST = '/api/v1/dead-letters';
const HOUR = 3_600_000;

const get = (query = '') => call(`${LIST}${query}`, { key: KEYS.read });

async function list(query = ''): Promise<DeadLettersAnswer> {
  const response = await get(query);
  expect(response.status).toBe(200);
  return Answer.parse(await jsonOf(response));
}

const idsOf = (letters: readonly DeadLetterSummary[]): string[] => letters.map(({ id }) => id);

describe('the list of dead letters', () => {
  it('is empty at first', async () => {
    expect(await list()).toEqual({ success: true, count: 0, dead_letters: [], next_cursor: null });
  });

  it('shows the latest death first, with its reason and without its body', async () => {
    const event = await aDeadEvent('run-1');
    await letDie([{ type: 'job.completed' }], { now: () => NOON + HOUR });
    const { dead_letters } = await list();
    expect(dead_letters).toMatchObject([
      { reason: 'invalid_event', status: 'open', execution_key: null, event_type: 'job.completed' },
      {
        id: event.id,
        reason: 'retries_exhausted',
        execution_key: 'run-1',
        job_type: 'analysis',
        first_seen_at: '2026-01-08T12:30:00.000Z',
        edited: false,
      },
    ]);
    expect(dead_letters[0]).not.toHaveProperty('body');
  });

  it.each([
    ['?status=open', 3],
    ['?status=resolved', 0],
    ['?reason=retries_exhausted', 2],
    ['?type=analysis', 2],
    ['?type=other', 0],
    ['?from=2026-01-08T13:30:00Z', 2],
    ['?from=2026-01-08T08:30:00-05:00&to=2026-01-08T13:30:00.000Z', 1],
    ['?from=2026-01-08&to=2026-01-08', 3],
    ['?from=2026-01-09', 0],
    ['?to=2026-01-07', 0],
    ['?status=open&reason=invalid_event&from=2026-01-01&to=2026-02-01', 1],
  ])('with %s shows %i of them', async (query, count) => {
    await aDeadEvent('run-1');
    await aDeadEvent('run-2', NOON + HOUR);
    await letDie([{ type: 'job.completed' }], { now: () => NOON + 2 * HOUR });
    expect((await list(query)).count).toBe(count);
  });

  it('takes a date for the whole day in New York', async () => {
    const lastMillisecond = await aDeadEvent('late', Date.parse('2026-01-09T04:59:59.999Z'));
    const next = await aDeadEvent('next', Date.parse('2026-01-09T05:00:00.000Z'));
    expect(idsOf((await list('?to=2026-01-08')).dead_letters)).toEqual([lastMillisecond.id]);
    expect(idsOf((await list('?from=2026-01-09')).dead_letters)).toEqual([next.id]);
  });

  it('finds by cause what it grouped by cause', async () => {
    await letDie([{ type: 'job.completed', a: 1 }, { type: 'job.completed', b: 2 }, 'text'], { now: () => NOON });
    await letDie([{ type: 'job.completed', c: 3 }], { now: () => NOON + HOUR });
    const response = await get('?group_by=cause');
    const { groups, more } = DeadLetterGroupsAnswer.parse(await jsonOf(response));
    expect(more).toBe(false);
    expect(groups).toMatchObject([
      {
        count: 3,
        reason: 'invalid_event',
        oldest_at: '2026-01-08T12:30:00.000Z',
        newest_at: '2026-01-08T13:30:00.000Z',
      },
      { count: 1, reason: 'malformed' },
    ]);
    for (const { cause, count, sample_id } of groups) {
      const found = await list(`?cause=${encodeURIComponent(cause)}`);
      expect(found.count).toBe(count);
      expect(idsOf(found.dead_letters)).toContain(sample_id);
    }
    const one = DeadLetterGroupsAnswer.parse(await jsonOf(await get('?group_by=cause&limit=1')));
    expect(one).toMatchObject({ count: 1, more: true });
  });

  it.each([
    'status=gone',
    'status=',
    'reason=because',
    'type=a%20b',
    'cause=',
    'from=yesterday',
    'from=2026-02-30',
    'from=2026-01-08T12:00:00',
    'to=2026-13-01',
    'from=2026-01-09&to=2026-01-08',
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1e2',
    'limit=ten',
    'cursor=nonsense',
    'group_by=reason',
    'group_by=cause&cursor=abc',
    'unknown=1',
    'status=open&status=resolved',
    "type='%20OR%201=1--",
  ])('refuses ?%s and names the parameter', async (query) => {
    const response = await get(`?${query}`);
    expect(response.status).toBe(400);
    const names = [...new URLSearchParams(query).keys()];
    expect(names).toContain(((await jsonOf(response)) as { errors: [{ parameter: string }] }).errors[0].parameter);
  });

  it('pages through all of them once, whatever dies in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (times, limit) => {
          await env.PREDICT_JOBS_DB.exec('DELETE FROM dead_letters');
          const first = await Promise.all(times.map((time, i) => aDeadEvent(`run-${i}`, NOON + time)));
          const seen: string[] = [];
          let query = `?limit=${limit}&status=open`;
          for (let next: string | null = ''; next !== null; ) {
            const page: DeadLettersAnswer = await list(query);
            seen.push(...idsOf(page.dead_letters));
            next = page.next_cursor;
            query = `?limit=${limit}&status=open&cursor=${next ?? ''}`;
            await aDeadEvent(`later-${seen.length}`, NOON + HOUR);
          }
          expect(seen.toSorted()).toEqual(first.map(({ id }) => id).toSorted());
        },
      ),
      { numRuns: 25 },
    );
  });

  it('links to the next page, and refuses its cursor for another filter', async () => {
    await aDeadEvent('run-1');
    await aDeadEvent('run-2');
    const response = await get('?limit=1&status=open');
    const { next_cursor } = Answer.parse(await jsonOf(response));
    expect(response.headers.get('link')).toBe(
      `</api/v1/dead-letters?limit=1&status=open&cursor=${next_cursor ?? ''}>; rel="next"`,
    );
    expect((await get(`?limit=1&cursor=${next_cursor ?? ''}`)).status).toBe(400);
  });

  it('answers every filter from an index', async () => {
    await aDeadEvent('run-1');
    const { next_cursor } = await list('?limit=1').then(async (page) =>
      page.next_cursor === null ? (await aDeadEvent('run-2'), list('?limit=1')) : page,
    );
    const filters = [
      '',
      '?status=open',
      '?cause=x',
      '?reason=malformed',
      '?type=analysis',
      '?status=open&cause=x',
      '?from=2026-01-01&to=2026-02-01',
      `?limit=1&cursor=${next_cursor ?? ''}`,
      '?status=open&reason=malformed&type=analysis&cause=x&from=2026-01-01&to=2026-02-01',
    ];
    const plans = await listed(
      (PREDICT_JOBS_DB) =>
        Promise.all(filters.map((query) => call(`${LIST}${query}`, { key: KEYS.read, env: { PREDICT_JOBS_DB } }))),
      /FROM dead_letters/,
    );
    expect(plans).toHaveLength(filters.length);
    for (const plan of plans) {
      expect(plan).toMatch(/USING (COVERING )?INDEX dead_letters_by_/);
      expect(plan).not.toMatch(/TEMP B-TREE/);
    }
  });
});

describe('a dead letter', () => {
  const bytes = new Uint8Array([0, 255, 1, 254]);
  it.each([
    ['text', 'not an event\u0000\ud800', 'json', JSON.stringify('not an event\u0000\ud800')],
    ['bytes', bytes.buffer, 'base64', 'AP8B/g=='],
    ['a map', new Map([['a', 1]]), 'description', '{"Map":[["a",1]]}'],
    ['a list', [{ b: 1, a: [null] }], 'json', '[{"b":1,"a":[null]}]'],
    ['nothing', undefined, 'description', '"undefined"'],
  ])('that is %s keeps its original', async (_, body, body_encoding, text) => {
    await letDie([body]);
    const id = (await list()).dead_letters[0]?.id ?? '';
    const { dead_letter } = DeadLetterAnswer.parse(await jsonOf(await get(`/${id}`)));
    expect(dead_letter).toMatchObject({ body: text, body_encoding, edited_body: null, errors: [{ pointer: '' }] });
    expect(dead_letter.history).toMatchObject([{ action: 'dead', reason: 'malformed' }]);
  });

  it('of a megabyte and more is kept whole', async () => {
    const event = anEvent(someData('large', [aResult('AAPL', { reasoning: 'é'.repeat(600_000) })]));
    await letDie([event]);
    const { dead_letter } = DeadLetterAnswer.parse(await jsonOf(await get(`/${event.id}`)));
    expect(JSON.parse(dead_letter.body ?? '')).toEqual(event);
    expect(dead_letter.body_bytes).toBeGreaterThan(1_200_000);
  });

  it('says where an event is wrong', async () => {
    const event = anEvent(someData('run'));
    await letDie([{ ...event, data: { ...event.data, results: [{ result_type: 'x', confidence: 7 }] } }]);
    const id = (await list()).dead_letters[0]?.id ?? '';
    const { dead_letter } = DeadLetterAnswer.parse(await jsonOf(await get(`/${id}`)));
    expect(dead_letter.errors).toMatchObject([{ pointer: '/data/results/0/confidence' }]);
  });

  it.each([
    ['01JZZZZZZZZZZZZZZZZZZZZZZZ', 404],
    ['nothing', 404],
    ['%00', 400],
    ['%E0%A4%A', 400],
    ['x'.repeat(200), 400],
    ["'%20OR%20'1'='1", 404],
  ])('that does not exist (%s) is a %i', async (id, status) => {
    expect((await get(`/${id}`)).status).toBe(status);
  });
});
