import type { ComponentChildren } from 'preact';
import { type Health, type Job, useHealth, useHistory } from '../../api.ts';
import { count, duration } from '../../format/numbers.ts';
import { ReadState } from '../../ui/read-state.tsx';
import { Status } from '../../ui/status.tsx';
import { Time } from '../../ui/time.tsx';
import { FlagsButton } from './flags.tsx';
import { lagOf } from './lag.tsx';

const REFRESH_MS = 15_000;

/** What the system stands on: its stores, the way into the database, what needs a hand, the brakes. */
export function State() {
  const health = useHealth(REFRESH_MS);
  return (
    <section class="card third" aria-labelledby="state">
      <header>
        <h2 id="state">State</h2>
      </header>
      <ReadState of={health} what="the state" lines={5}>
        {(answer) => (
          <dl class="pairs state">
            <Stores {...answer} />
            {answer.pipeline && <Waiting {...answer.pipeline} />}
            <Line name="Last stored">
              <LastStored />
            </Line>
            <Line name="Flags">
              <FlagsButton flags={answer.flags} />
            </Line>
          </dl>
        )}
      </ReadState>
    </section>
  );
}

const Line = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

const NAMES: Readonly<Record<string, string>> = { d1: 'D1', kv: 'KV', queue: 'Queue' };

const Stores = ({ bindings }: Pick<Health, 'bindings'>) => (
  <>
    {Object.entries(bindings).map(([name, answers]) => (
      <Line key={name} name={NAMES[name] ?? name}>
        <Status state={answers ? 'ok' : 'down'}>{answers ? 'Answers' : 'Does not answer'}</Status>
      </Line>
    ))}
  </>
);

type Pipeline = NonNullable<Health['pipeline']>;

const Waiting = ({ queue_backlog, outbox, dead_letters_open, oldest_dead_letter_at }: Pipeline) => (
  <>
    <Line name="Under way">
      {count(queue_backlog)} on the queue, {count(outbox)} in the outbox
    </Line>
    <Line name="Dead letters">
      {dead_letters_open === 0 ? (
        <Status state="ok">None open</Status>
      ) : (
        <>
          <a href="/dead-letters">
            <Status state="open">{`${count(dead_letters_open)} open`}</Status>
          </a>
          <span class="soft small">
            , the oldest <Time at={oldest_dead_letter_at} />
          </span>
        </>
      )}
    </Line>
  </>
);

function LastStored() {
  const { data } = useHistory({ limit: '10' }, REFRESH_MS);
  const newest = data?.jobs.filter(({ persisted_at }) => persisted_at !== null).toSorted(byStored)[0];
  if (!newest) return <span class="soft">—</span>;
  const lag = lagOf(newest);
  return (
    <>
      <Time at={newest.persisted_at} />
      {lag !== null && <span class="soft small">, {duration(lag)} after completion</span>}
    </>
  );
}

const byStored = (a: Job, b: Job): number => ((a.persisted_at ?? '') < (b.persisted_at ?? '') ? 1 : -1);
