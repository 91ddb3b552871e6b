export type Attempt<T> = { ok: true; value: T } | { ok: false; error: unknown };

/** Awaits work that may fail without ending what asked for it; whoever asks says what became of it. */
export async function attempt<T>(work: Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    return { ok: false, error };
  }
}
