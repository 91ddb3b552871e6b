import { buildDashboard } from '../../../cli/dashboard-build.ts';
import { rollOut } from './run.ts';

const started = performance.now();
// The Worker serves public/, which a fresh clone does not have.
await buildDashboard();
await rollOut({ keys: 3000, rows: 50_000, thorough: true, report: (line) => console.log(line) });
console.log(`There and back in ${((performance.now() - started) / 1000).toFixed(0)} s: every digest matches.`);
