import { Status } from '../../ui/status.tsx';
import { Prose } from '../../ui/text.tsx';
import type { ReplayResult } from './requests.ts';

/** What would come of a replay, and where the event is wrong if it would die again. */
export const Prediction = ({ of: { outcome, detail, errors } }: { of: ReplayResult }) => (
  <div class={`notice ${outcome === 'still_fails' ? 'bad' : 'good'}`} role="status">
    <p>
      If it were replayed now: <Status state={outcome} />
    </p>
    {detail !== null && <Prose>{detail}</Prose>}
    {errors.length > 0 && (
      <ul>
        {errors.slice(0, 20).map(({ pointer, detail: what }) => (
          <li key={pointer + what}>
            <code>
              <bdi>{pointer === '' ? 'whole event' : pointer}</bdi>
            </code>{' '}
            <bdi>{what}</bdi>
          </li>
        ))}
      </ul>
    )}
  </div>
);
