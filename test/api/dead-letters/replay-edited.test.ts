import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { BulkReplayAnswer, ReplayAnswer } from '../../../schema/api/dead-letters.ts';
import { MAX_ROW_BYTES } from '../../../src/storage/row-limits.ts';
import { jsonOf } from '../../fixtures/api.ts';
import { aDeadEvent, letDie } from '../../fixtures/dead-letters.ts';
import { anEvent, aResult, someData } from '../../fixtures/events.ts';
import { jobs, scene } from '../../fixtures/replays.ts';

describe('an edited body', () => {
  const broken = () => ({ ...anEvent(someData('run-1')), subject: 'another' });

  async function aBrokenLetter(post: ReturnType<typeof scene>['post']): Promise<string> {
    await letDie([broken()]);
    const answer = await post('/replay', { filter: {}, dry_run: true });
    return BulkReplayAnswer.parse(await jsonOf(answer)).results[0]?.id ?? '';
  }

  it('is needed where the original is no valid event', async () => {
    const { post, sent } = scene();
    const id = await aBrokenLetter(post);
    const response = await post(`/${id}/replay`);
    expect(response.status).toBe(409);
    expect(await jsonOf(response)).toMatchObject({
      type: 'urn:jobledger:problem:needs-edit',
      errors: [{ pointer: '/subject' }],
    });
    expect(sent).toEqual([]);
  });

  it.each([
    ['text', 'hello'],
    ['bytes', new Uint8Array([1, 2]).buffer],
  ])('is needed where the original is %s', async (_, body) => {
    const { post } = scene();
    await letDie([body]);
    const all = BulkReplayAnswer.parse(await jsonOf(await post('/replay', { filter: {} })));
    expect(all.results).toMatchObject([{ outcome: 'still_fails' }]);
    expect((await post(`/${all.results[0]?.id ?? ''}/replay`)).status).toBe(409);
  });

  it('is sent instead; the original stays as it came', async () => {
    const { post, letter, deliver } = scene();
    const id = await aBrokenLetter(post);
    const before = await letter(id);
    const edited_body = { ...broken(), subject: 'run-1' };
    expect((await post(`/${id}/replay`, { edited_body })).status).toBe(202);
    await deliver();
    const after = await letter(id);
    expect(after).toMatchObject({ status: 'resolved', edited: true, body: before.body });
    expect(JSON.parse(after.edited_body ?? '')).toEqual(edited_body);
    expect(after.history).toMatchObject([{}, { action: 'replayed', edited: true }, {}]);
    expect(await jobs()).toEqual([{ execution_key: 'run-1', status: 'success' }]);
  });

  it('is what the next replay sends, when it died as well', async () => {
    const { post, letter, sent, deliver } = scene();
    const id = await aBrokenLetter(post);
    await post(`/${id}/replay`, { edited_body: { ...broken(), subject: 'run-1' } });
    await letDie(sent.splice(0));
    expect(JSON.parse((await letter(id)).body ?? '')).toMatchObject({ subject: 'another' });
    expect((await post(`/${id}/replay`)).status).toBe(202);
    await deliver();
    expect(await jobs()).toHaveLength(1);
  });

  it('of half a megabyte and more is kept whole', async () => {
    const { post, letter, deliver } = scene();
    const id = await aBrokenLetter(post);
    const edited_body = anEvent(someData('run-1', [aResult('AAPL', { reasoning: 'é'.repeat(400_000) })]));
    expect((await post(`/${id}/replay`, { edited_body })).status).toBe(202);
    expect(JSON.parse((await letter(id)).edited_body ?? '')).toEqual(edited_body);
    await deliver();
    expect((await letter(id)).status).toBe('resolved');
  });

  it('of two large ones at once keeps the one that is sent', async () => {
    const { post, letter, sent, deliver } = scene();
    const id = await aBrokenLetter(post);
    const edits = ['a', 'b', 'c'].map((text) =>
      anEvent(someData('run-1', [aResult('AAPL', { reasoning: text.repeat(600_000) })])),
    );
    const answers = await Promise.all(edits.map((edited_body) => post(`/${id}/replay`, { edited_body })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409]);
    const winner = edits[answers.findIndex(({ status }) => status === 202)];
    expect(JSON.parse((await letter(id)).edited_body ?? '')).toEqual(winner);
    const inKv = async () => (await env.ANALYSIS_KV.list({ prefix: 'deadletter_' })).keys;
    expect(await inKv()).toHaveLength(1);
    await letDie(sent.splice(0));
    await post(`/${id}/replay`, { edited_body: edits[0] });
    await deliver();
    expect(await inKv()).toHaveLength(1);
    expect(JSON.parse((await letter(id)).edited_body ?? '')).toEqual(edits[0]);
  });

  const good = anEvent(someData('run-1'));
  it.each([
    ['no event', 'hello', 422, '/edited_body'],
    ['nothing', null, 422, '/edited_body'],
    ['of no known type', { ...good, type: 'job.started' }, 422, '/edited_body/type'],
    [
      'of another version',
      { ...good, dataschema: 'urn:jobledger:schema:job.completed:2.0' },
      422,
      '/edited_body/dataschema',
    ],
    [
      'with a wrong result',
      { ...good, data: { ...good.data, results: [{ ...aResult('AAPL'), confidence: 2 }] } },
      422,
      '/edited_body/data/results/0/confidence',
    ],
    ['that D1 would change', { ...good, source: 'a\0b' }, 400, '/edited_body/source'],
    ['with a prototype', `{"edited_body":{"__proto__":{"a":1}}}`, 400, '/edited_body'],
    [
      'too large for a row',
      anEvent(someData('run-1', [aResult('AAPL', { reasoning: 'x'.repeat(MAX_ROW_BYTES) })])),
      413,
      '/edited_body/data/results/0',
    ],
  ])('%s is refused with its place, and nothing is changed', async (_, edited_body, status, pointer) => {
    const { post, letter, sent } = scene();
    const event = await aDeadEvent('run-1');
    const body = typeof edited_body === 'string' && edited_body.startsWith('{') ? edited_body : { edited_body };
    const response = await post(`/${event.id}/replay`, body);
    expect(response.status).toBe(status);
    const { errors } = (await jsonOf(response)) as { errors: { pointer: string }[] };
    expect(errors[0]?.pointer).toBe(pointer);
    expect(sent).toEqual([]);
    expect(await letter(event.id)).toMatchObject({ status: 'open', edited: false, replay_count: 0 });
  });

  it('larger than the API takes is refused', async () => {
    const { post } = scene();
    const event = await aDeadEvent('run-1');
    expect((await post(`/${event.id}/replay`, { edited_body: 'x'.repeat(5_000_000) })).status).toBe(413);
  });

  it.each(['{"edited_body":', '[]', '{"dry_run":"yes"}', '{"body":{}}', '7'])('as %s is a 400', async (body) => {
    const { post, sent } = scene();
    const event = await aDeadEvent('run-1');
    expect((await post(`/${event.id}/replay`, body)).status).toBe(400);
    expect(sent).toEqual([]);
  });

  it('that would die is reported as such by a dry run', async () => {
    const { post } = scene();
    const event = await aDeadEvent('run-1');
    const response = await post(`/${event.id}/replay`, { dry_run: true, edited_body: { ...event, subject: 'x' } });
    expect(response.status).toBe(200);
    expect(ReplayAnswer.parse(await jsonOf(response)).result).toMatchObject({
      outcome: 'still_fails',
      errors: [{ pointer: '/subject' }],
    });
  });
});
