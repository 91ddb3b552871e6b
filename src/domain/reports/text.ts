import type { Json } from '../../../schema/primitives.ts';
import { clip } from '../text.ts';

/** A report quotes this much of a stored text; the stored result has it whole. UTF-16 code units. */
const QUOTE_LENGTH = 600;
const LABEL_LENGTH = 60;
const LABELS = 8;

export const quote = (text: string): string => clip(text, QUOTE_LENGTH);

const NAMES = ['type', 'name', 'signal'];

function labelOf(signal: Json): string[] {
  if (typeof signal === 'string') return [signal];
  if (signal === null || typeof signal !== 'object' || Array.isArray(signal)) return [];
  const label = NAMES.map((name) => signal[name]).find((value) => typeof value === 'string');
  return label === undefined ? [] : [label];
}

/** What a symbol's signals are called, a few of them: texts, and the type or name of objects. */
export const signalLabels = (signals: readonly Json[] | null): string[] =>
  (signals ?? [])
    .slice(0, LABELS)
    .flatMap(labelOf)
    .map((label) => clip(label, LABEL_LENGTH));
