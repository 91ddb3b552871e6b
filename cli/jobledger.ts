import { CommanderError } from 'commander';
import { CommandError, runCommand } from './entry.ts';
import { EXIT } from './jobledger/exit-codes.ts';
import { answerFailure } from './jobledger/output.ts';
import { program } from './jobledger/program.ts';

await runCommand(async () => {
  try {
    await program().parseAsync();
  } catch (thrown) {
    const error = failureOf(thrown);
    if (error === null) return;
    if (process.argv.includes('--json')) answerFailure(error);
    throw error;
  }
});

/** Commander has said its errors already; one that ends with 0 (--help) is none. */
function failureOf(error: unknown): Error | null {
  if (!(error instanceof Error)) return new Error(String(error));
  if (!(error instanceof CommanderError)) return error;
  return error.exitCode === 0 ? null : new CommandError('USAGE', 'See --help.', { exitCode: EXIT.usage, cause: error });
}
