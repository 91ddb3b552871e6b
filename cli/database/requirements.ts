import { CommandError } from '../entry.ts';
import { query, queryCommand } from './query.ts';
import type { Target } from './target.ts';

/** What the consumer's statements are made of, and no other part of the system would miss at once. */
const PROBE = `SELECT count(*) AS found FROM jsonb_each('[0]')`;

/** The command that asks whether a database is new enough. */
export const probeCommand = (target: Target): string[] => queryCommand(target, [PROBE]);

/** Whether the deployed database can run the Worker's statements; the local one comes with them. Throws DATABASE_TOO_OLD. */
export async function requireJsonb(target: Target): Promise<void> {
  if (!target.remote) return;
  try {
    await query(target, [PROBE]);
  } catch (error) {
    if (!(error instanceof CommandError && /no such (table|function)/.test(error.message))) throw error;
    throw new CommandError(
      'DATABASE_TOO_OLD',
      `This D1 database does not know jsonb_each, which SQLite has since 3.51: results could not be stored. Nothing was
changed. Ask Cloudflare for a current D1, or create a database and name it (npm run deploy -- --database <name>).`,
      { cause: error },
    );
  }
}
