/** How long the parts of an answer took, for its `Server-Timing` header. Clocks advance across I/O only. */
export interface Timing {
  /** Adds the time until `work` settles to the part `name`. */
  measure: <T>(name: string, work: Promise<T>) => Promise<T>;
  /** Milliseconds of a part so far; undefined while it had none. */
  part: (name: string) => number | undefined;
  /** Milliseconds of the parts so far and in total. */
  header: () => string;
}

/** Starts the clock of one answer. */
export function startTiming(): Timing {
  const started = performance.now();
  const parts = new Map<string, number>();
  const entry = (name: string, ms: number): string => `${name};dur=${ms.toFixed(1)}`;
  return {
    measure: async (name, work) => {
      const from = performance.now();
      try {
        return await work;
      } finally {
        parts.set(name, (parts.get(name) ?? 0) + performance.now() - from);
      }
    },
    part: (name) => parts.get(name),
    header: () =>
      [...[...parts].map(([name, ms]) => entry(name, ms)), entry('total', performance.now() - started)].join(', '),
  };
}
