import { closeSync, openSync, readSync } from 'node:fs';

/** A file's bytes, so many at a time: each chunk is good until the next is asked for. */
export function* fileChunks(file: string, chunkBytes: number): Generator<Uint8Array> {
  const buffer = Buffer.alloc(chunkBytes);
  const descriptor = openSync(file, 'r');
  try {
    for (let bytes = readSync(descriptor, buffer); bytes > 0; bytes = readSync(descriptor, buffer)) {
      yield buffer.subarray(0, bytes);
    }
  } finally {
    closeSync(descriptor);
  }
}
