/**
 * Runs `work` until it ends, `ms` have passed (then `late()` is thrown) or `outer` aborts (then its reason is).
 * The wait ends on time even if `work` ignores the signal it is given.
 */
export async function within<T>(
  ms: number,
  outer: AbortSignal,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const controller = new AbortController();
  const stop = (reason: Error) => {
    reject(reason);
    controller.abort(reason);
  };
  const onOuter = () => stop(outer.reason instanceof Error ? outer.reason : new Error('aborted'));
  const timer = setTimeout(() => stop(late()), ms);
  outer.addEventListener('abort', onOuter, { once: true });
  try {
    return await Promise.race([work(controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', onOuter);
  }
}
