import { CONTAINERS } from './find-results.ts';
import { isEntry } from './held.ts';
import { isList, isObject, type JsonObject, member, textOf, unwrapped } from './json.ts';
import { ownSymbol } from './symbols.ts';

/** One run that a value tells of. `label` tells it from the others of its key; null for the value itself. */
export interface Run {
  label: string | null;
  value: unknown;
}

const NAMES = [...CONTAINERS, 'symbols_analyzed', 'multiple_executions'];
const ENVELOPES = ['data', 'result', 'value', 'analysis', 'payload', 'body'];
const MAX_ENVELOPES = 3;

/** Whether a value has a member that only a run has. */
export const isRun = (value: unknown): value is JsonObject =>
  isObject(value) && NAMES.some((name) => Object.hasOwn(value, name));

const isContent = (value: unknown): boolean => isRun(value) || (ownSymbol(value) !== null && isEntry(value));

/** The run inside `{"success": true, "data": {…}}` and the like, with what the envelopes say besides. */
export function withoutEnvelope(value: unknown, depth = 0): unknown {
  if (!isObject(value) || isContent(value) || depth === MAX_ENVELOPES) return value;
  for (const name of ENVELOPES) {
    const inner = withoutEnvelope(member(value, name), depth + 1);
    if (isObject(inner) && isContent(inner)) return { ...value, ...inner };
  }
  return value;
}

/** Labels become part of an execution key: `8:30` is written `08:30`, and what is no label gives way to its place. */
function labelOf(written: string | null, place: number): string {
  const time = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(written?.trim() ?? '');
  if (time) return `${(time[1] ?? '').padStart(2, '0')}:${time[2] ?? ''}`;
  return written !== null && /^[A-Za-z0-9._:-]{1,64}$/.test(written) ? written : String(place);
}

function labelled(entries: readonly (readonly [string | null, unknown])[]): Run[] {
  const taken = new Set<string>();
  return entries.map(([written, value], place) => {
    const wanted = labelOf(written, place);
    const label = taken.has(wanted) ? `${wanted}~${place}` : wanted;
    taken.add(label);
    return { label, value: withoutEnvelope(unwrapped(value)) };
  });
}

const writtenLabel = (run: unknown): string | null => textOf(member(run, 'time')) ?? textOf(member(run, 'label'));

/** The runs under `multiple_executions`, a map by Eastern time or a list; empty where there are none. */
export function severalRuns(value: unknown): Run[] {
  const several = member(value, 'multiple_executions');
  if (isList(several)) return labelled(several.map((run) => [writtenLabel(unwrapped(run)), run]));
  return isObject(several) ? labelled(Object.entries(several)) : [];
}

/** A list at the top may be a list of runs; empty where it is not. */
export function listedRuns(value: unknown): Run[] {
  if (!isList(value) || !value.map(unwrapped).some((item) => isRun(item) && ownSymbol(item) === null)) return [];
  if (value.length === 1) return [{ label: null, value: withoutEnvelope(unwrapped(value[0])) }];
  return labelled(value.map((run) => [writtenLabel(unwrapped(run)), run]));
}
