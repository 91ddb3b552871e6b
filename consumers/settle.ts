import { retryDelaySeconds } from '../src/domain/backoff.ts';

export type Verdict = 'ack' | 'retry';
export type Verdicts = Map<Message, Verdict>;

/**
 * Runs a consumer over a batch and tells the queue what became of each message. Nothing escapes from here: the local
 * queue forgets explicit acks when a handler throws, and production would redeliver the neighbours of the culprit.
 * A message without a verdict is retried with capped exponential backoff and jitter.
 */
export async function settle(
  messages: readonly Message[],
  decide: (messages: readonly Message[]) => Promise<Verdicts>,
  random: () => number,
): Promise<void> {
  let verdicts: Verdicts = new Map();
  try {
    verdicts = await decide(messages);
  } catch (error) {
    console.error(JSON.stringify({ message: 'batch failed, retrying all of it', error: String(error) }));
  }
  for (const message of messages) {
    if (verdicts.get(message) === 'ack') message.ack();
    else message.retry({ delaySeconds: retryDelaySeconds(message.attempts, random()) });
  }
}
