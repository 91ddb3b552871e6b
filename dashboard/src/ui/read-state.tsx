import type { ComponentChildren } from 'preact';
import { counted } from '../format/numbers.ts';
import { RequestRefused, ServerGone, TooSlow } from '../state/http.ts';
import type { Read } from '../state/reads.ts';

interface Props<T> {
  of: Read<T>;
  /** What is being read, for the messages: "the history". */
  what: string;
  /** Lines that the finished section will about have, so that nothing moves when it comes. */
  lines?: number;
  children: (data: T) => ComponentChildren;
}

/** Shows what was read, or that it is under way, or why it is not there and what to do. */
export function ReadState<T>({ of, what, lines = 4, children }: Props<T>) {
  return (
    <>
      {of.error && <Failure error={of.error} what={what} stale={of.data !== null} again={of.reload} />}
      {of.data !== null && children(of.data)}
      {of.loading && <Skeleton lines={lines} what={what} />}
    </>
  );
}

/** Grey lines in the place of what is to come. */
export const Skeleton = ({ lines, what }: { lines: number; what: string }) => (
  <div class="skeleton" role="status">
    <span class="unseen">Loading {what} …</span>
    {Array.from({ length: lines }, (_, line) => (
      <span key={line} aria-hidden="true" />
    ))}
  </div>
);

const ADVICE: Readonly<Record<number, string>> = {
  400: 'Change the filter, or go back to the page without it.',
  403: 'Sign in with a key of a wider scope.',
  404: 'It may not have been stored yet, or the address is wrong.',
  429: 'Too many requests came from this key.',
  503: 'It is asked again by itself.',
};

/** What to do next. What passes is asked again by itself. */
function adviceOn(error: Error): string {
  if (error instanceof TooSlow) return 'It is asked again by itself. Fewer rows or a shorter range come sooner.';
  if (!(error instanceof RequestRefused)) return '';
  const { status, retryAfter } = error.problem;
  const advice = ADVICE[status] ?? '';
  if (retryAfter === null) return advice;
  const wait = `It may be asked again after ${counted(retryAfter, 'second')}.`;
  return status === 503 ? wait : `${advice} ${wait}`.trim();
}

/** With the full stop that what follows needs. */
const sentence = (text: string): string => (/[.!?…:]$/.test(text) ? text : `${text}.`);

interface FailureProps {
  error: Error;
  what: string;
  stale?: boolean;
  again?: () => void;
}

/** Why something is not there, what was tried, and what to do next. */
export function Failure({ error, what, stale = false, again }: FailureProps) {
  // The page's banner tells of a server that is away.
  if (error instanceof ServerGone && stale) return null;
  const problem = error instanceof RequestRefused ? error.problem : null;
  const title = problem?.title ?? `Could not read ${what}`;
  return (
    <div class="notice bad" role="alert">
      <strong>{title}</strong>
      <p>
        <bdi>{sentence(error.message)}</bdi> {adviceOn(error)}
        {stale ? ` What you see of ${what} is older.` : ''}
      </p>
      {again && (
        <button type="button" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}

/** Nothing is there, which is no fault: says so, and what to do next. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="empty">
    <strong>{title}</strong>
    {children !== undefined && <p>{children}</p>}
  </div>
);
