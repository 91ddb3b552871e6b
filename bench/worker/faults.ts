import { type FaultRun, faultRun } from '../../test/fixtures/fault-run/run.ts';

/** A line of the answer: how many events were sent so far, or at the end the report. */
const line = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value)}\n`);

/** A client hangs up on a body that says nothing for five minutes. */
const TOLD_EVERY_MS = 5000;

/** Runs the faults of the tests at any size; answers as NDJSON, for it takes longer than a client waits for a word. */
export function faults(run: FaultRun): Response {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  let sent = 0;
  const telling = setInterval(() => void writer.write(line({ sent })), TOLD_EVERY_MS);
  const told = async (): Promise<void> => {
    const report = await faultRun(run, (number) => (sent = number));
    await writer.write(line({ report }));
    await writer.close();
  };
  told()
    .catch((error: unknown) => writer.abort(error))
    .finally(() => clearInterval(telling));
  return new Response(readable);
}
