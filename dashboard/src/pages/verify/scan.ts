import { useEffect, useRef, useState } from 'preact/hooks';
import type { HealAnswer, VerifyAnswer, VerifyEntry, VerifyOutcome } from '../../../../schema/api/verify.ts';
import { queryString } from '../../state/address.ts';
import { asError } from '../../state/as-error.ts';
import { receive, send } from '../../state/http.ts';
import { refreshing } from '../../state/refreshing.ts';
import type { Range } from '../range.tsx';

export type { VerifyEntry } from '../../../../schema/api/verify.ts';

const ADDRESS = '/api/v1/verify';
/** Keys that one request heals. */
const HEAL_KEYS = 100;

/** A comparison as far as it has come. What is the same is counted only. */
export interface Scan {
  counts: Readonly<Partial<Record<VerifyOutcome, number>>>;
  differences: readonly VerifyEntry[];
  compared: number;
  state: 'running' | 'done' | 'stopped' | 'failed';
  error: Error | null;
}

const BEGUN: Scan = { counts: {}, differences: [], compared: 0, state: 'running', error: null };

function add(scan: Scan, { entries }: VerifyAnswer): Scan {
  const sums = { ...scan.counts };
  for (const { outcome } of entries) sums[outcome] = (sums[outcome] ?? 0) + 1;
  const differences = [...scan.differences, ...entries.filter(({ outcome }) => outcome !== 'same')];
  return { ...scan, counts: sums, differences, compared: scan.compared + entries.length };
}

function page({ prefix, from, to }: Range, cursor: string | null, signal: AbortSignal): Promise<VerifyAnswer> {
  const query = { prefix, from: from ?? undefined, to: to ?? undefined, cursor: cursor ?? undefined };
  return receive(ADDRESS + queryString(query), { headers: { accept: 'application/json' }, signal });
}

/** Compares KV with D1, page by page, from `round` 1 on; a further round begins again. */
export function useScan(range: Range, round: number): [Scan | null, () => void] {
  const [scan, setScan] = useState<Scan | null>(null);
  const abort = useRef<AbortController | null>(null);
  const stop = () => {
    abort.current?.abort();
    setScan((held) => held && { ...held, state: 'stopped' });
  };
  useEffect(() => {
    if (round === 0) return;
    const controller = new AbortController();
    abort.current = controller;
    void run(range, controller.signal, setScan);
    return () => controller.abort();
  }, [range.prefix, range.from, range.to, round]);
  return [round === 0 ? null : scan, stop];
}

async function run(range: Range, signal: AbortSignal, show: (scan: Scan) => void): Promise<void> {
  let scan = BEGUN;
  show(scan);
  try {
    let cursor: string | null = null;
    do {
      const answer: VerifyAnswer = await page(range, cursor, signal);
      refreshing.answered();
      cursor = answer.next_cursor;
      scan = { ...add(scan, answer), state: cursor === null ? 'done' : 'running' };
      if (!signal.aborted) show(scan);
    } while (cursor !== null && !signal.aborted);
  } catch (error) {
    if (signal.aborted) return;
    show({ ...scan, state: 'failed', error: asError(error) });
  }
}

/** Sends the values of these keys once more; tells after each request how many keys are done. False stops. */
export async function heal(keys: readonly string[], onPart: (done: number) => boolean): Promise<number> {
  let sent = 0;
  for (let at = 0; at < keys.length; at += HEAL_KEYS) {
    const part = keys.slice(at, at + HEAL_KEYS);
    sent += (await send<HealAnswer>('POST', `${ADDRESS}/heal`, { keys: part })).sent;
    if (!onPart(at + part.length)) break;
  }
  return sent;
}
