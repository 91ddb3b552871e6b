import { snapshotAddress } from '../../api.ts';

/** The report as it was stored. The frame is sandboxed: it can run nothing, submit nothing and go nowhere. */
export const Snapshot = ({ reference }: { reference: string }) => (
  <section class="card" aria-labelledby="snapshot">
    <header>
      <h2 id="snapshot">Report snapshot</h2>
      <a href={snapshotAddress(reference)}>Open alone</a>
    </header>
    <iframe class="snapshot" title="Report snapshot" sandbox="" src={snapshotAddress(reference)} loading="lazy" />
  </section>
);
