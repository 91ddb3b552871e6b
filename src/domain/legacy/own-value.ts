import { JobCompletedData } from '../../../schema/event.ts';
import { storageIssue } from '../storable.ts';
import { isList, isObject, member, textOf } from './json.ts';

export type OwnReading = { ok: true; data: JobCompletedData } | { ok: false; detail: string };

const isOwn = (value: unknown): boolean =>
  isList(member(value, 'results')) && textOf(member(member(value, 'execution'), 'execution_key')) !== null;

/**
 * A value that a producer of ours wrote: it holds execution and results as the event does (or is the event), and
 * its own key, so that reading it back says nothing new. Null for a value of anybody else.
 */
export function readOwnValue(value: unknown): OwnReading | null {
  const own = [value, member(value, 'data')].find((candidate) => isObject(candidate) && isOwn(candidate));
  if (own === undefined) return null;
  const unstorable = storageIssue(own);
  if (unstorable) return { ok: false, detail: `${unstorable.pointer} ${unstorable.detail}` };
  const data = JobCompletedData.safeParse(own);
  if (data.success) return { ok: true, data: data.data };
  const issue = data.error.issues[0];
  return { ok: false, detail: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` };
}
