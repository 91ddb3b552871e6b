import { useEffect, useState } from 'preact/hooks';
import { localClock } from '../format/time.ts';
import { connection } from '../state/connection.ts';
import { standing } from '../state/session.ts';
import { loadSession } from '../state/sign-in.ts';
import { useStore } from '../state/store.ts';

function secondsUntil(epoch: number): number {
  return Math.max(0, Math.ceil((epoch - Date.now()) / 1000));
}

/** Seconds until a moment, counting down. */
function useCountdown(epoch: number): number {
  const [left, setLeft] = useState(secondsUntil(epoch));
  useEffect(() => {
    setLeft(secondsUntil(epoch));
    const timer = setInterval(() => setLeft(secondsUntil(epoch)), 1000);
    return () => clearInterval(timer);
  }, [epoch]);
  return left;
}

connection.whenBack(() => {
  if (standing.get() === null) void loadSession();
});

/** Tells that the server is away, since when, and when it is tried again. */
export function Banner() {
  const held = useStore(connection);
  return <div role="status">{held.gone && <Gone since={held.since} retryAt={held.retryAt} />}</div>;
}

function Gone({ since, retryAt }: { since: number; retryAt: number }) {
  const left = useCountdown(retryAt);
  return (
    <div class="banner">
      <span>
        <strong>The server does not answer</strong> since {localClock(since).slice(11, 19)}. What you see is from
        before.
        <span aria-hidden="true"> Next try {left === 0 ? 'now' : `in ${left} s`}.</span>
      </span>
      <button type="button" onClick={() => void connection.retry()}>
        Try now
      </button>
    </div>
  );
}
