import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { createClient } from '../client/index.ts';
import { buildDashboard } from './dashboard-build.ts';
import { migrateDatabase } from './database/migrate.ts';
import { runAnalysis } from './demo-run.ts';
import { devVars, randomKey } from './dev-vars.ts';
import { CommandError, runCommand } from './entry.ts';
import { interruptSignal } from './interrupt.ts';
import { jobTable } from './job-table.ts';
import { startLocalServer } from './local-server.ts';

const SYMBOLS = ['AAPL', 'MSFT', 'GOOGL', 'TSLA', 'NVDA'];

const command = new Command('npm run demo')
  .description(
    'Shows one job from trigger to table: starts Jobledger on a free port with a database of its own, analyses sample headlines of several symbols, waits until the result is persisted, prints it, and leaves nothing behind.',
  )
  .action(demo);

async function demo(): Promise<void> {
  const signal = interruptSignal();
  const state = mkdtempSync(join(tmpdir(), 'jobledger-demo-'));
  try {
    await demoIn(state, signal);
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

async function demoIn(state: string, signal: AbortSignal): Promise<void> {
  const key = randomKey();
  const vars = join(state, 'demo.vars');
  writeFileSync(vars, devVars(key), { mode: 0o600 });
  console.log('Preparing a database …');
  await buildDashboard();
  await migrateDatabase({ persistTo: state });
  console.log('Starting the Worker …');
  const server = await startLocalServer({ flags: ['--port', '0', '--persist-to', state, '--env-file', vars], signal });
  const died = server.ended.then((end) => {
    throw new CommandError('SERVER_ENDED', `The local server ended by itself (${String(end)}).`);
  });
  try {
    const client = createClient({ url: server.url, key });
    console.log(`Analysing ${SYMBOLS.join(', ')} on ${server.url} …\n`);
    console.log(jobTable(await Promise.race([runAnalysis({ client, signal }, SYMBOLS), died])));
  } finally {
    await server.stop();
  }
  console.log('\nTriggered over HTTP, sent through the queue, persisted by the consumer, read back. Next: npm start');
}

await runCommand(() => command.parseAsync());
