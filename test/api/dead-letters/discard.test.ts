import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { DeadLetterAnswer } from '../../../schema/api/dead-letters.ts';
import { call, jsonOf, KEYS } from '../../fixtures/api.ts';
import { aDeadEvent, heldQueue, letDie } from '../../fixtures/dead-letters.ts';

const LIST = '/api/v1/dead-letters';
const post = (path: string, body: unknown = {}, key: string = KEYS.admin) =>
  call(`${LIST}${path}`, { method: 'POST', key, body });

const letterIn = async (response: Response) => DeadLetterAnswer.parse(await jsonOf(response)).dead_letter;

describe('discarding', () => {
  it('lays a letter aside with its note, and restoring opens it again', async () => {
    const { id } = await aDeadEvent('run-1');
    const discarded = await post(`/${id}/discard`, { note: ' known, ignore ' });
    expect(discarded.status).toBe(200);
    expect(await letterIn(discarded)).toMatchObject({
      status: 'discarded',
      history: [{ action: 'dead' }, { action: 'discarded', note: 'known, ignore' }],
    });
    const restored = await letterIn(await post(`/${id}/restore`));
    expect(restored).toMatchObject({ status: 'open', history: [{}, {}, { action: 'restored' }] });
    expect(restored.history[2]).not.toHaveProperty('note');
    const { results } = await env.PREDICT_JOBS_DB.prepare(
      'SELECT action, target, detail FROM audit_log ORDER BY id',
    ).all();
    expect(results).toMatchObject([
      { action: 'dead-letters.discard', target: id, detail: '{"note":"known, ignore"}' },
      { action: 'dead-letters.restore', target: id },
    ]);
  });

  it('keeps what is discarded discarded when the same event dies again', async () => {
    const event = await aDeadEvent('run-1');
    await post(`/${event.id}/discard`);
    await letDie([event]);
    const shown = await letterIn(await call(`${LIST}/${event.id}`, { key: KEYS.read }));
    expect(shown).toMatchObject({ status: 'discarded', attempts: 2 });
  });

  it.each([
    ['discard', 'discarded'],
    ['restore', 'open'],
  ])('twice is refused: %s of one that is %s', async (action, status) => {
    const { id } = await aDeadEvent('run-1');
    if (action === 'discard') await post(`/${id}/discard`);
    const response = await post(`/${id}/${action}`);
    expect(response.status).toBe(409);
    expect(await jsonOf(response)).toMatchObject({ detail: expect.stringContaining(status) as unknown });
  });

  it('at once with a replay lets one of them win', async () => {
    const { id } = await aDeadEvent('run-1');
    const { queue, sent } = heldQueue();
    const replay = call(`${LIST}/${id}/replay`, { method: 'POST', key: KEYS.admin, env: { JOB_EVENTS: queue } });
    const answers = await Promise.all([post(`/${id}/discard`), replay]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { status } = await letterIn(await call(`${LIST}/${id}`, { key: KEYS.read }));
    expect(status).toBe(sent.length === 1 ? 'replayed' : 'discarded');
  });

  it('of a letter that is resolved is refused', async () => {
    const { id } = await aDeadEvent('run-1');
    const { queue, deliver } = heldQueue();
    await call(`${LIST}/${id}/replay`, { method: 'POST', key: KEYS.admin, env: { JOB_EVENTS: queue } });
    await deliver();
    for (const action of ['discard', 'restore', 'replay']) expect((await post(`/${id}/${action}`)).status).toBe(409);
  });

  it.each(['discard', 'restore', 'replay'])('and %s of one that does not exist is a 404', async (action) => {
    expect((await post(`/nobody/${action}`)).status).toBe(404);
  });

  it.each([{ note: '' }, { note: 7 }, { note: 'x'.repeat(1001) }, { reason: 'x' }, [], { note: 'a\0b' }])(
    'with %j is a 400',
    async (body) => {
      const { id } = await aDeadEvent('run-1');
      expect((await post(`/${id}/discard`, body)).status).toBe(400);
    },
  );

  it.each(['discard', 'restore', 'replay'])('needs an admin: %s', async (action) => {
    const { id } = await aDeadEvent('run-1');
    expect((await post(`/${id}/${action}`, {}, KEYS.write)).status).toBe(403);
    expect((await post('/replay', { filter: {} }, KEYS.write)).status).toBe(403);
  });
});
