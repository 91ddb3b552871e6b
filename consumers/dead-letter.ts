import { isWhole, parseMessage } from '../src/domain/parse-event.ts';
import { type GivenUp, giveUp } from './give-up.ts';
import type { ConsumerPorts } from './ports.ts';
import type { Verdicts } from './settle.ts';

/** What the queue itself gave up on arrives without a reason; its last error could not be recorded. */
function givenUp(message: Message): GivenUp {
  const parsed = parseMessage(message.body);
  if (!parsed.ok) {
    return { message, event: null, reason: parsed.reason, detail: 'the queue gave up', errors: parsed.issues };
  }
  const { event } = parsed;
  const whole = isWhole(event) ? event : null;
  return {
    message,
    event: whole,
    id: event.deadletterid ?? event.id,
    reason: 'retries_exhausted',
    detail: 'the queue gave up; the consumer could not record its last error',
  };
}

/** Stores what a batch of the dead-letter queue carries. */
export async function consumeDeadLetters(ports: ConsumerPorts, messages: readonly Message[]): Promise<Verdicts> {
  const verdicts: Verdicts = new Map();
  await giveUp(ports, messages.map(givenUp), verdicts);
  return verdicts;
}
