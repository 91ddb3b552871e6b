import { attempt } from '../domain/attempt.ts';

/** What a store has to say, for who can go on without: null, and a line in the log, while it has no answer. */
export async function orNull<T>(what: string, answer: Promise<T>, about: object = {}): Promise<T | null> {
  const done = await attempt(answer);
  if (done.ok) return done.value;
  console.warn(JSON.stringify({ message: `${what} not to be had`, ...about, error: String(done.error) }));
  return null;
}
