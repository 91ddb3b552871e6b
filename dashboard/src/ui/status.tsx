import type { ComponentChildren } from 'preact';

/** A state is told by its shape, its word and its colour, in that order of weight. */
export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'idle';

interface Look {
  word: string;
  tone: Tone;
  shape: ComponentChildren;
}

const disc = <circle cx="8" cy="8" r="7" />;
const ring = <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" />;
const cut = (d: string) => <path d={d} fill="none" class="cut" stroke-width="2" stroke-linecap="round" />;

const tick = (
  <>
    {disc}
    {cut('m4.8 8.2 2.3 2.3 4.2-4.8')}
  </>
);
const cross = (
  <>
    <rect x="1.5" y="1.5" width="13" height="13" rx="2" />
    {cut('m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2')}
  </>
);
const half = (
  <>
    {ring}
    <path d="M8 2a6 6 0 0 1 0 12z" />
  </>
);
const clockFace = (
  <>
    {ring}
    <path d="M8 4.6V8l2.4 1.6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
  </>
);
const gap = (
  <>
    <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2.6 2.1" />
    <path d="m4.5 11.5 7-7" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
  </>
);
const dots = (
  <>
    <circle cx="3" cy="8" r="2" />
    <circle cx="8" cy="8" r="2" />
    <circle cx="13" cy="8" r="2" />
  </>
);
const triangle = (
  <>
    <path d="M8 1 15.5 14.5H.5z" />
    {cut('M8 6v3.6m0 2.2v.1')}
  </>
);

const look = (word: string, tone: Tone, shape: ComponentChildren): Look => ({ word, tone, shape });

const LOOKS = {
  success: look('Success', 'good', tick),
  on_time: look('On time', 'good', tick),
  ok: look('OK', 'good', tick),
  resolved: look('Resolved', 'good', tick),
  done: look('Done', 'good', tick),
  same: look('Same', 'good', tick),
  partial: look('Partial', 'warn', half),
  late: look('Late', 'warn', clockFace),
  different: look('Different', 'warn', half),
  degraded: look('Degraded', 'warn', triangle),
  failed: look('Failed', 'bad', cross),
  missed: look('Missed', 'bad', gap),
  missing: look('Missing', 'bad', gap),
  open: look('Open', 'bad', triangle),
  down: look('Down', 'bad', cross),
  running: look('Running', 'busy', dots),
  replayed: look('Replayed', 'busy', dots),
  scheduled: look('Scheduled', 'idle', ring),
  discarded: look('Discarded', 'idle', ring),
  cancelled: look('Cancelled', 'idle', ring),
  would_insert: look('Would be stored', 'good', tick),
  would_update: look('Would update', 'good', half),
  still_fails: look('Would fail again', 'bad', cross),
  sent: look('Sent', 'good', tick),
  kept: look('Waits in the outbox', 'warn', clockFace),
  inserted: look('Inserted', 'good', tick),
  updated: look('Updated', 'good', half),
  noop: look('Already stored', 'idle', tick),
  skipped: look('Skipped', 'warn', gap),
  dead: look('Dead letter', 'bad', cross),
  expired: look('Expired', 'idle', gap),
  pending: look('Pending', 'busy', dots),
  draining: look('Draining', 'busy', dots),
  finished: look('Finished', 'good', tick),
  missing_in_d1: look('Missing in D1', 'bad', gap),
  missing_in_kv: look('Gone from KV', 'idle', gap),
  newer_in_d1: look('Newer in D1', 'idle', clockFace),
  unreadable: look('Unreadable', 'warn', triangle),
  met: look('Met', 'good', tick),
  rollback: look('Roll back', 'bad', triangle),
  unknown: look('No data', 'idle', ring),
  none: look('None', 'idle', ring),
} satisfies Record<string, Look>;

export const lookOf = (state: string): Look =>
  (LOOKS as Partial<Record<string, Look>>)[state] ?? look(state, 'idle', ring);

/** The shape alone; for where the word stands beside it already. */
export const Shape = ({ state }: { state: string }) => {
  const { tone, shape } = lookOf(state);
  return (
    <svg class={`shape ${tone}`} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      {shape}
    </svg>
  );
};

/** A state with its word. Words that the dashboard does not know are shown as they are. */
export const Status = ({ state, children }: { state: string; children?: ComponentChildren }) => (
  <span class={`status ${lookOf(state).tone}`}>
    <Shape state={state} />
    <bdi>{children ?? lookOf(state).word}</bdi>
  </span>
);
