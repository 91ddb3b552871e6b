import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { count, counted } from '../../format/numbers.ts';
import { useTitle } from '../../shell/title.ts';
import { Action, Obstacle } from '../../ui/action.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Failure, ReadState } from '../../ui/read-state.tsx';
import { Status } from '../../ui/status.tsx';
import { Progress } from '../../ui/tally.tsx';
import { Time } from '../../ui/time.tsx';
import { useTask } from '../../ui/use-task.ts';
import { Confirm } from './confirm.tsx';
import { KeysTable } from './keys-table.tsx';
import { OutcomeTally } from './outcome-tally.tsx';
import { type Backfill, isUnderWay, type KeyCounts, rangeWords, steer, useBackfill } from './requests.ts';

const REFRESH_MS = 15_000;
const LIVE_MS = 1000;

/** One backfill: how far it is, what became of each key, and what it answers for in the end. */
export function BackfillPage() {
  const id = useRoute().params['id'] ?? '';
  useTitle('Backfill');
  const [every, setEvery] = useState(LIVE_MS);
  const read = useBackfill(id, every);
  const live = read.data === null || isUnderWay(read.data.backfill);
  useEffect(() => setEvery(live ? LIVE_MS : REFRESH_MS), [live]);
  return (
    <>
      <p class="crumbs">
        <a href="/backfills">Backfills</a>
      </p>
      {read.data === null && <h1>Backfill</h1>}
      <ReadState of={read} what="the backfill" lines={12}>
        {({ backfill, counts }) => (
          <>
            <div class="head">
              <h1>{backfill.dry_run ? 'Dry run' : 'Backfill'}</h1>
              <Status state={backfill.status} />
              <bdi class="soft">{rangeWords(backfill)}</bdi>
              <Steering backfill={backfill} />
            </div>
            <div class="stack">
              <Course backfill={backfill} counts={counts} />
              <Certified backfill={backfill} />
              <KeysTable id={id} dryRun={backfill.dry_run} every={every} />
            </div>
          </>
        )}
      </ReadState>
    </>
  );
}

function Steering({ backfill }: { backfill: Backfill }) {
  const steering = useTask((to: 'cancel' | 'resume') => steer(backfill.id, to));
  const [confirming, setConfirming] = useState(false);
  const { status, dry_run } = backfill;
  return (
    <div class="actions" role="group" aria-label="With this backfill">
      <Obstacle scope="admin" />
      {isUnderWay(backfill) && (
        <Action scope="admin" tone="danger" busy={steering.busy} onClick={() => steering.run('cancel')}>
          Cancel
        </Action>
      )}
      {status !== 'finished' && (
        <Action scope="admin" busy={steering.busy} onClick={() => steering.run('resume')}>
          Resume
        </Action>
      )}
      {status === 'finished' && dry_run && (
        <Action scope="admin" tone="primary" onClick={() => setConfirming(true)}>
          Backfill for real
        </Action>
      )}
      {confirming && <Confirm rehearsal={backfill} onClose={() => setConfirming(false)} />}
      {steering.error && <Failure error={steering.error} what="the backfill" />}
    </div>
  );
}

function Course({ backfill, counts }: { backfill: Backfill; counts: KeyCounts }) {
  const { keys, pages, note, dry_run, created_at, listed_at, finished_at } = backfill;
  const settled = Object.values(counts).reduce((sum, many) => sum + many, 0) - counts.pending;
  return (
    <section class="card" aria-labelledby="course">
      <header>
        <h2 id="course">Progress</h2>
        <span class="soft small">
          {counted(keys, 'key')} on {counted(pages, 'page')} listed{listed_at === null ? ' so far' : ''}
        </span>
      </header>
      <Progress done={settled} of={keys} label={dry_run ? 'Looked at' : 'Settled'} />
      {note !== null && (
        <p class="notice warn">
          <bdi>{note}</bdi>
        </p>
      )}
      {dry_run && (
        <p class="soft small">A dry run writes no result: the outcomes are what a backfill would meet now.</p>
      )}
      <OutcomeTally counts={counts} label="Keys by outcome" />
      <p class="soft small">
        Started <Time at={created_at} />
        {listed_at !== null && (
          <>
            , listed <Time at={listed_at} />
          </>
        )}
        {finished_at !== null && (
          <>
            , finished <Time at={finished_at} />
          </>
        )}
      </p>
    </section>
  );
}

function Certified({ backfill: { certificate, last_key } }: { backfill: Backfill }) {
  if (certificate === null) return null;
  const { enumerated, adds_up, keys_sha256, ...counts } = certificate;
  return (
    <section class="card" aria-labelledby="certificate">
      <header>
        <h2 id="certificate">Certificate</h2>
        <Status state={adds_up ? 'ok' : 'failed'}>{adds_up ? 'It adds up' : 'It does not add up'}</Status>
      </header>
      <dl class="pairs">
        <dt>Keys listed</dt>
        <dd>
          {count(enumerated)}, each with one outcome:
          <OutcomeTally counts={{ ...counts, pending: 0 }} label="Outcomes of the certificate" />
        </dd>
        <dt>SHA-256 of the keys</dt>
        <dd>
          <code>{keys_sha256}</code> <Copy text={keys_sha256} />
        </dd>
        <dt>Last key</dt>
        <dd>
          <code>
            <bdi>{last_key ?? '—'}</bdi>
          </code>
        </dd>
      </dl>
    </section>
  );
}
