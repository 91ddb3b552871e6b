import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { openInspector } from '../inspector.ts';
import type { BenchServer } from '../server.ts';

/** What an isolate holds, in bytes: the objects of its heap, and the buffers they keep beside it. */
const HeapUsage = z
  .object({ usedSize: z.number(), backingStorageSize: z.number() })
  .transform(({ usedSize, backingStorageSize }) => usedSize + backingStorageSize);

const SAMPLE_MS = 50;
/** Every so often garbage is collected, to see what is left. */
const SAMPLES_A_COLLECTION = 10;

/** Bytes of the Worker's own isolate. `live` is what was left whenever garbage had been collected. */
export interface HeapDuring {
  before: number;
  /** The most that was seen at all, garbage included. */
  peak: number;
  /** The most that was left by a collection during the work. */
  livePeak: number;
  /** What is left of it at the end. */
  after: number;
}

interface Heap {
  held: () => Promise<number>;
  live: () => Promise<number>;
  close: () => void;
}

async function heapOf(server: BenchServer): Promise<Heap> {
  const inspector = await openInspector(server.inspectorPort);
  const held = async () => HeapUsage.parse(await inspector.ask('Runtime.getHeapUsage'));
  await inspector.ask('HeapProfiler.enable');
  return {
    held,
    live: async () => {
      const collected = inspector.ask('HeapProfiler.collectGarbage');
      // An idle isolate collects when it next has something to do.
      await fetch(`${server.url}/nothing`);
      await collected;
      return held();
    },
    close: () => {
      inspector.close();
    },
  };
}

/** Watches the heap of the Worker's isolate during some work: not that of the runtime and its stores around it. */
export async function heapDuring(server: BenchServer, work: () => Promise<unknown>): Promise<HeapDuring> {
  const heap = await heapOf(server);
  const before = await heap.live();
  const seen = { before, peak: before, livePeak: before };
  let isDone = false;
  const watch = async () => {
    for (let sample = 1; !isDone; sample++) {
      await sleep(SAMPLE_MS);
      seen.peak = Math.max(seen.peak, await heap.held());
      if (sample % SAMPLES_A_COLLECTION === 0) seen.livePeak = Math.max(seen.livePeak, await heap.live());
    }
  };
  const watching = watch();
  try {
    await work();
  } finally {
    isDone = true;
  }
  await watching;
  const after = await heap.live();
  heap.close();
  return { ...seen, after };
}
