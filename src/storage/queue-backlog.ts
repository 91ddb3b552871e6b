import { attempt } from '../domain/attempt.ts';

/** How many messages wait on a queue; null where the platform does not tell: that says nothing about sending. */
export async function queueBacklog(queue: Queue): Promise<number | null> {
  const metrics = await attempt(Promise.try(() => queue.metrics()));
  return metrics.ok ? metrics.value.backlogCount : null;
}
