import type {
  BulkReplayAnswer,
  DeadLetterAnswer,
  DeadLettersAnswer,
  ReplayAnswer,
  ReplayFilter,
  ReplayResult,
} from '../../../../schema/api/dead-letters.ts';
import { DEAD_LETTERS_ADDRESS } from '../../api.ts';
import { type Query, queryString } from '../../state/address.ts';
import { receive, send, sendText } from '../../state/http.ts';
import { invalidate, type Read, useRead } from '../../state/reads.ts';

export type {
  DeadLetter,
  DeadLetterGroup,
  DeadLetterSummary,
  ReplayFilter,
  ReplayResult,
} from '../../../../schema/api/dead-letters.ts';

const letterAddress = (id: string): string => `${DEAD_LETTERS_ADDRESS}/${encodeURIComponent(id)}`;
const listAddress = (filter: Partial<Query>): string => `${DEAD_LETTERS_ADDRESS}${queryString(filter)}`;

export const useDeadLetters = (filter: Query, every: number): Read<DeadLettersAnswer> =>
  useRead(listAddress(filter), every);

export const useDeadLetter = (id: string, every: number): Read<DeadLetterAnswer> => useRead(letterAddress(id), every);

/** Something of the dead letters has changed: what is on screen of them is asked for again. */
export const deadLettersChanged = (): void => invalidate(DEAD_LETTERS_ADDRESS);

/** Sends one again, or says what would come of it. `edited` is JSON text, and goes as it is written. */
export async function replayOne(id: string, { dryRun, edited }: { dryRun: boolean; edited: string | null }) {
  const edit = edited === null ? '' : `,"edited_body":${edited}`;
  const answer = await sendText<ReplayAnswer>('POST', `${letterAddress(id)}/replay`, `{"dry_run":${dryRun}${edit}}`);
  if (!dryRun) deadLettersChanged();
  return answer.result;
}

/** Sets one aside, or takes it back. */
export const move = (id: string, to: 'discard' | 'restore', note: string): Promise<unknown> =>
  send('POST', `${letterAddress(id)}/${to}`, note === '' ? {} : { note });

/** Told after each page: how many of how many. False stops. */
type OnPage = (done: number, of: number) => boolean;

const PAGE = 200;

/** What would come of every open one that the filter selects. */
export async function predictAll(filter: ReplayFilter, onPage: OnPage): Promise<ReplayResult[]> {
  const results: ReplayResult[] = [];
  let cursor: string | null = null;
  do {
    const body = { filter, dry_run: true, limit: PAGE, ...(cursor !== null && { cursor }) };
    const page: BulkReplayAnswer = await send<BulkReplayAnswer>('POST', `${DEAD_LETTERS_ADDRESS}/replay`, body);
    results.push(...page.results);
    cursor = page.next_cursor;
    if (!onPage(results.length, results.length + page.remaining)) break;
  } while (cursor !== null);
  return results;
}

/** Sends exactly these. */
export async function replayAll(ids: readonly string[], onPage: OnPage): Promise<ReplayResult[]> {
  const results: ReplayResult[] = [];
  for (let at = 0; at < ids.length; at += PAGE) {
    const part = ids.slice(at, at + PAGE);
    const body = { filter: { ids: part }, limit: PAGE };
    const page = await send<BulkReplayAnswer>('POST', `${DEAD_LETTERS_ADDRESS}/replay`, body);
    results.push(...page.results);
    if (!onPage(at + part.length, ids.length)) break;
  }
  return results;
}

/** The ids of everything that a filter of the list selects. */
export async function idsOf(filter: Partial<Query>, onPage: (found: number) => boolean): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const address = listAddress({ ...filter, limit: String(PAGE), ...(cursor && { cursor }) });
    const page: DeadLettersAnswer = await receive(address);
    ids.push(...page.dead_letters.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
    if (!onPage(ids.length)) break;
  } while (cursor !== undefined);
  return ids;
}
