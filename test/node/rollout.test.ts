import { it } from 'vitest';
import { rollOut } from './rollout/run.ts';

it('moves a small legacy installation over and back by the runbook', { timeout: 300_000 }, async () => {
  await rollOut({ keys: 60, rows: 500, thorough: false, report: (line) => console.log(line) });
});
