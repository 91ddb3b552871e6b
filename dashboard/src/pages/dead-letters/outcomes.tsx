import { useState } from 'preact/hooks';
import { count } from '../../format/numbers.ts';
import { deadLetterPath } from '../../routes.ts';
import { Status } from '../../ui/status.tsx';
import { Tally, tallyOf } from '../../ui/tally.tsx';
import { Cell } from '../../ui/text.tsx';
import type { ReplayResult } from './requests.ts';

/** Rows laid out at once. */
const STEP = 100;

/** What came, or would come, of each of several. */
export function Outcomes({ results, label }: { results: readonly ReplayResult[]; label: string }) {
  const [most, setMost] = useState(STEP);
  return (
    <>
      <Tally of={tallyOf(results, ({ outcome }) => outcome)} label={label} />
      <div class="scroll outcome-list" tabIndex={0} role="region" aria-label={`${label}, one by one`}>
        <ul class="rows">
          {results.slice(0, most).map(({ id, outcome, execution_key, detail }) => (
            <li key={id} class="line">
              <Status state={outcome} />
              <a href={deadLetterPath(id)}>
                <Cell most={40}>{execution_key ?? id}</Cell>
              </a>
              {detail !== null && (
                <span class="soft small whole">
                  <Cell most={200}>{detail}</Cell>
                </span>
              )}
            </li>
          ))}
        </ul>
        {results.length > most && (
          <button type="button" class="link" onClick={() => setMost(most + STEP)}>
            Show more of {count(results.length)}
          </button>
        )}
      </div>
    </>
  );
}
