import { Fragment } from 'preact';
import { Prose } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import type { DeadLetter } from './requests.ts';

const ACTIONS: Readonly<Record<string, string>> = {
  dead: 'Died',
  replayed: 'Replayed',
  not_sent: 'Could not be sent; it waits in the outbox',
  reopened: 'Opened again',
  resolved: 'Stored after all',
  discarded: 'Discarded',
  restored: 'Restored',
};

/** What happened to it, oldest first. */
export const LetterHistory = ({ history }: Pick<DeadLetter, 'history'>) => (
  <section class="card" aria-labelledby="history">
    <header>
      <h2 id="history">History</h2>
    </header>
    <ol class="rows">
      {history.map(({ at, action, ...rest }, place) => (
        <li key={place} class="line">
          <span class="soft">
            <Time at={at} />
          </span>
          <strong>{ACTIONS[action] ?? action}</strong>
          <dl class="line soft small">
            {Object.entries(rest).map(([name, value]) =>
              value === null ? null : (
                <Fragment key={name}>
                  <dt>{name}</dt>
                  <dd>
                    <Prose>{typeof value === 'string' ? value : JSON.stringify(value)}</Prose>
                  </dd>
                </Fragment>
              ),
            )}
          </dl>
        </li>
      ))}
    </ol>
  </section>
);
