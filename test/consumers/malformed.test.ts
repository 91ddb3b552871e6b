import { createExecutionContext, createMessageBatch, getQueueResult, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it, vi } from 'vitest';
import { bodyText } from '../../src/domain/dead-letter.ts';
import worker from '../../src/index.ts';
import { anEvent, someData } from '../fixtures/events.ts';
import { malformedBodies } from '../fixtures/malformed.ts';

const BODIES = 10_000;
const BATCH = 100;

/** What the queue was told about a batch that was given to the Worker's own handler. */
async function delivered(bodies: readonly unknown[]) {
  const messages = bodies.map((body) => ({ id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body }));
  const batch = createMessageBatch('job-events', messages);
  const ctx = createExecutionContext();
  await worker.queue(batch, env, ctx);
  await waitOnExecutionContext(ctx);
  return getQueueResult(batch, ctx);
}

const letters = () =>
  env.PREDICT_JOBS_DB.prepare(
    `SELECT total(attempts) AS deaths, total(detail = '' AND errors = '[]') AS unexplained,
       total(body IS NULL AND body_ref IS NULL) AS bodiless FROM dead_letters`,
  ).first();

const stored = () => env.PREDICT_JOBS_DB.prepare('SELECT count(*) AS n FROM job_executions').first('n');

it('makes a dead letter of each of 10,000 malformed bodies, throws at none, and stores their neighbours', async () => {
  const all = malformedBodies(BODIES, 1);
  for (let i = 0; i < BODIES; i += BATCH) {
    const neighbour = anEvent(someData(`neighbour-${i}`));
    const told = await delivered([...all.slice(i, i + BATCH / 2), neighbour, ...all.slice(i + BATCH / 2, i + BATCH)]);
    expect(told).toMatchObject({ outcome: 'ok', ackAll: false, retryMessages: [] });
    expect(told.explicitAcks).toHaveLength(BATCH + 1);
  }
  expect(await letters()).toEqual({ deaths: BODIES, unexplained: 0, bodiless: 0 });
  expect(await stored()).toBe(BODIES / BATCH);
}, 120_000);

/** The body in every form in which a queue carries it. */
function requests(body: unknown): MessageSendRequest[] {
  const { body: text, body_encoding } = bodyText(body);
  const bytes = new TextEncoder().encode(text);
  return [
    { body, contentType: 'v8' },
    { body: body_encoding === 'json' ? (JSON.parse(text) as unknown) : text, contentType: 'json' },
    { body: text, contentType: 'text' },
    { body: bytes, contentType: 'bytes' },
  ];
}

it('makes dead letters of malformed bodies that a real queue carried, whatever their content type', async () => {
  const sent = malformedBodies(150, 2)
    .filter((body) => body !== undefined) // which no queue takes
    .flatMap(requests);
  const sound = anEvent(someData('sound'));
  for (const request of [...sent, { body: sound }]) await env.PROMPT_EVENTS.send(request.body, request);
  await vi.waitFor(
    async () => {
      expect(await letters()).toEqual({ deaths: sent.length, unexplained: 0, bodiless: 0 });
      expect(await stored()).toBe(1);
    },
    { timeout: 30_000, interval: 100 },
  );
});
