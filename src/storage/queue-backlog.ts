/** How many messages wait on a queue; null where the platform does not tell: that says nothing about sending. */
export async function queueBacklog(queue: Queue): Promise<number | null> {
  const [metrics] = await Promise.allSettled([Promise.try(() => queue.metrics())]);
  return metrics.status === 'fulfilled' ? metrics.value.backlogCount : null;
}
