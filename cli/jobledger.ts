import { CommanderError } from 'commander';
import { CommandError, runCommand } from './entry.ts';
import { EXIT } from './jobledger/exit-codes.ts';
import { program } from './jobledger/program.ts';

await runCommand(async () => {
  try {
    await program().parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said it already.
    if (error.exitCode !== 0) throw new CommandError('USAGE', 'See --help.', { exitCode: EXIT.usage });
  }
});
