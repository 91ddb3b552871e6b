import { type ExecutionMetadata } from '../../../schema/execution.ts';
import type { Json } from '../../../schema/primitives.ts';
import { firstOf, member, paths, textOf } from './json.ts';
import type { LegacyKey } from './key.ts';
import type { ResultsReading } from './results.ts';
import { storableJson, storableText } from './storable-json.ts';
import type { When } from './when.ts';

const TRIGGER = paths('trigger_mode', 'trigger', 'trigger_source', 'metadata.trigger', 'metadata.trigger_source');
const WORKFLOW_RUN = paths('workflow_run_id', 'metadata.workflow_run_id');
/** Kept as they stand: what the execution says in other words, or not at all. */
const KEPT = [
  'trigger_mode',
  'trigger',
  'cron_execution_id',
  'last_updated',
  'execution_time',
  'status',
  'success_rate',
];

const MAX_LABEL_LENGTH = 64;

/** The trigger as a label; `backfill` where the value does not say. */
function triggerOf(value: unknown): string {
  const label = firstOf(value, TRIGGER, textOf)
    ?.replace(/[^A-Za-z0-9._:/-]+/g, '-')
    .slice(0, MAX_LABEL_LENGTH);
  return label === undefined || /^-*$/.test(label) ? 'backfill' : label;
}

const idOf = (value: unknown): string | null =>
  typeof value === 'number' ? String(value) : (textOf(value)?.slice(0, 256) ?? null);

function keptScalars(value: unknown): [string, Json][] {
  return KEPT.flatMap((name): [string, Json][] => {
    const scalar = member(value, name);
    return ['string', 'number', 'boolean'].includes(typeof scalar) ? [[name, storableJson(scalar)]] : [];
  });
}

function rawOf(value: unknown, { readings }: ResultsReading): Json {
  const symbols = readings
    .filter(({ raw }) => raw !== null)
    .map(({ result, raw }) => [result.symbol ?? '', raw] as const);
  return {
    ...Object.fromEntries(keptScalars(value)),
    ...(symbols.length > 0 && { symbols: Object.fromEntries(symbols) }),
  };
}

/** Where an execution came from, and what its value said in other words. */
export function provenanceOf(
  value: unknown,
  origin: { key: LegacyKey; run: string | null; rawSha256: string },
  results: ResultsReading,
  when: When,
): ExecutionMetadata {
  const workflowRunId = firstOf(value, WORKFLOW_RUN, idOf);
  return {
    trigger_source: triggerOf(value),
    source: 'kv_backfill',
    ...(workflowRunId !== null && { workflow_run_id: storableText(workflowRunId) }),
    original_key: origin.key.key,
    ...(origin.run !== null && { original_run: origin.run }),
    raw_sha256: origin.rawSha256,
    shape: results.shape,
    time_from: when.from,
    raw: rawOf(value, results),
  };
}
