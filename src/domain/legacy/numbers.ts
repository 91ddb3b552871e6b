const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A finite number, also when it was stored as text. Null for anything else. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/**
 * Confidence as 0–1. Above 1 it is a percentage, and so is a text that says `%`; 0 is a value. What is no
 * confidence by any reading (negative, above 100, not a number) is null: nothing is invented.
 */
export function confidenceOf(value: unknown): number | null {
  const percent = typeof value === 'string' && value.trim().endsWith('%');
  const number = numberOf(percent ? value.trim().slice(0, -1).trim() : value);
  if (number === null || number < 0 || number > 100) return null;
  return percent || number > 1 ? number / 100 : Math.abs(number);
}

/** Counts above this are not counts of symbols (an epoch once stood where a count should). */
const MAX_COUNT = 1_000_000;

/** A whole number of things, 0 up; null for anything else. */
export function countOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Number.isInteger(number) && number >= 0 && number <= MAX_COUNT ? Math.abs(number) : null;
}

/** Three years: a greater number is an epoch that stands where a duration should (shape E did that). */
const MAX_DURATION_MS = 100_000_000_000;

/** A duration in milliseconds. */
export function durationOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 && number < MAX_DURATION_MS ? Math.abs(number) : null;
}
