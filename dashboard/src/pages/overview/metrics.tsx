import type { SuccessMetric } from '../../../../schema/api/health.ts';
import { useHealth } from '../../api.ts';
import { count, duration, percent } from '../../format/numbers.ts';
import { Status } from '../../ui/status.tsx';

const REFRESH_MS = 15_000;

const NAMES: Readonly<Record<SuccessMetric['name'], string>> = {
  completeness: 'Accepted results that are stored',
  history_p95: 'History queries, 95\u00a0% within',
  d1_write_success: 'Writes to D1 that succeed',
  kv_reads_avoided: 'Reads that D1 answers alone',
  dashboard_load_p95: 'Dashboard loads, 95\u00a0% within',
};

/** Whether the system does what it is for, over the last day. */
export function Metrics() {
  const metrics = useHealth(REFRESH_MS).data?.metrics;
  if (!metrics) return null;
  return (
    <section class="card" aria-labelledby="metrics">
      <header>
        <h2 id="metrics">Success metrics</h2>
        <span class="soft small">the last 24 hours</span>
      </header>
      <table>
        <caption class="unseen">What the system measures of itself</caption>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col" class="number">
              Value
            </th>
            <th scope="col" class="number">
              Target
            </th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((metric) => (
            <tr key={metric.name}>
              <th scope="row">
                {NAMES[metric.name]} <span class="soft small">({count(metric.samples)} observed)</span>
              </th>
              <td class="number">{shown(metric, metric.value)}</td>
              <td class="number soft">{shown(metric, metric.target)}</td>
              <td>
                <Status state={metric.status} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const shown = ({ unit }: SuccessMetric, value: number | null): string =>
  unit === 'ms' ? duration(value) : percent(value);
