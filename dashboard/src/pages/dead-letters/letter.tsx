import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { bytes, count } from '../../format/numbers.ts';
import { jobPath } from '../../routes.ts';
import { useTitle } from '../../shell/title.ts';
import { Json } from '../../ui/json.tsx';
import { Empty, ReadState } from '../../ui/read-state.tsx';
import { Status } from '../../ui/status.tsx';
import { Prose } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import { LetterActions } from './letter-actions.tsx';
import { LetterHistory } from './letter-history.tsx';
import { type DeadLetter, useDeadLetter } from './requests.ts';
import { reasonWord } from './words.ts';

const REFRESH_MS = 15_000;
/** Sent once more: what comes of it shows within moments. */
const SOON_MS = 1500;

/** One dead letter: why it died, what it holds, what was done, and what can be done. */
export function Letter() {
  const id = useRoute().params['id'] ?? '';
  useTitle(`Dead letter ${id}`);
  const [every, setEvery] = useState(REFRESH_MS);
  const read = useDeadLetter(id, every);
  const isUnderWay = read.data?.dead_letter.status === 'replayed';
  useEffect(() => setEvery(isUnderWay ? SOON_MS : REFRESH_MS), [isUnderWay]);
  return (
    <>
      <p class="crumbs">
        <a href="/dead-letters">Dead letters</a>
      </p>
      {read.data === null && <h1>Dead letter</h1>}
      <ReadState of={read} what="the dead letter" lines={14}>
        {({ dead_letter }) => <Found letter={dead_letter} />}
      </ReadState>
    </>
  );
}

function Found({ letter }: { letter: DeadLetter }) {
  return (
    <>
      <div class="head">
        <h1>{reasonWord(letter.reason)}</h1>
        <Status state={letter.status} />
        <LetterActions letter={letter} />
      </div>
      <div class="stack">
        <Why letter={letter} />
        <LetterHistory history={letter.history} />
        <Payload letter={letter} />
      </div>
    </>
  );
}

const Why = ({ letter }: { letter: DeadLetter }) => (
  <section class="card" aria-labelledby="why">
    <header>
      <h2 id="why">Why it died</h2>
    </header>
    <dl class="pairs">
      <dt>Detail</dt>
      <dd>
        <Prose>{letter.detail}</Prose>
      </dd>
      {letter.errors.map(({ pointer, detail }) => (
        <Fragment key={pointer + detail}>
          <dt>
            <code>
              <bdi>{pointer === '' ? 'whole event' : pointer}</bdi>
            </code>
          </dt>
          <dd>
            <Prose>{detail}</Prose>
          </dd>
        </Fragment>
      ))}
      <dt>Attempts</dt>
      <dd>
        {count(letter.attempts)}, replayed {count(letter.replay_count)} times
      </dd>
      <dt>Died</dt>
      <dd>
        <Time at={letter.last_seen_at} />
        {letter.first_seen_at !== letter.last_seen_at && (
          <span class="soft">
            , first <Time at={letter.first_seen_at} />
          </span>
        )}
      </dd>
      <dt>Execution</dt>
      <dd>
        {letter.execution_key === null ? (
          <span class="soft">unknown: the event does not name it</span>
        ) : (
          <a href={jobPath(letter.execution_key)}>
            <bdi>{letter.execution_key}</bdi>
          </a>
        )}
      </dd>
      <dt>Job type</dt>
      <dd>
        <bdi>{letter.job_type ?? '—'}</bdi>
      </dd>
      <dt>Event</dt>
      <dd>
        <bdi>{letter.event_type ?? 'no CloudEvent'}</bdi> <bdi class="soft">{letter.event_id}</bdi>
      </dd>
    </dl>
  </section>
);

const Payload = ({ letter: { body, body_encoding, body_bytes, edited_body } }: { letter: DeadLetter }) => (
  <section class="card" aria-labelledby="payload">
    <header>
      <h2 id="payload">Payload</h2>
      <span class="soft small">
        {body_encoding === 'json' ? 'as it came' : `as it came, as ${body_encoding}`}, {bytes(body_bytes)}
      </span>
    </header>
    {body === null ? (
      <Empty title="The payload is gone">It was large, was stored after all, and its copy in KV was deleted.</Empty>
    ) : (
      <Json text={body} label="The payload as it came" isJson={body_encoding === 'json'} />
    )}
    {edited_body !== null && (
      <>
        <h3 class="second">As it was edited last</h3>
        <Json text={edited_body} label="The payload as it was edited" />
      </>
    )}
  </section>
);
