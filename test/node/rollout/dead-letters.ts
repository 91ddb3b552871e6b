import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { query } from '../../../cli/database/query.ts';
import { runToEnd } from '../command.ts';
import { insertSql } from '../insert-sql.ts';
import { KEY } from '../local-worker.ts';
import type { Installation } from './installation.ts';
import { type Stage, stored } from './stage.ts';

const ID = '01K0000000000000000000DEAD';
const KEY_OF_RUN = 'mended';
const AT = '2026-01-08T12:30:00.000Z';
const BROKEN = JSON.stringify({ type: 'job.completed', subject: 'another' });

/** What an operator makes of the broken event: a report that was archived. */
const MENDED = {
  specversion: '1.0',
  id: ID,
  source: 'somebody/else',
  subject: KEY_OF_RUN,
  time: AT,
  datacontenttype: 'application/json',
  type: 'job.completed',
  dataschema: 'urn:jobledger:schema:job.completed:1.0',
  data: {
    execution: {
      execution_key: KEY_OF_RUN,
      job_type: 'report',
      report_type: 'weekly',
      status: 'success',
      execution_date: '2026-01-08',
      executed_at: AT,
      revision: Date.parse(AT),
      execution_time_ms: null,
      symbols_processed: 0,
      symbols_successful: 0,
      symbols_fallback: 0,
      symbols_failed: 0,
      errors: [],
      metadata: { trigger_source: 'manual', source: 'test' },
    },
    results: [
      {
        result_type: 'report_snapshot',
        symbol: null,
        sentiment: null,
        confidence: null,
        direction: null,
        reasoning: null,
        signals: null,
        news_count: null,
        error: null,
        report_content: { title: 'The week\u001b[2J' },
        html_snapshot: null,
      },
    ],
  },
};

/** Lays a dead letter into the migrated database, as a broken message would have left it. */
export async function letDie({ state }: Installation): Promise<void> {
  const letter = {
    ...{ id: ID, status: 'open', reason: 'malformed', detail: 'no event', errors: '[]', cause: 'malformed: no event' },
    ...{ attempts: 1, replay_count: 0, body: BROKEN, body_encoding: 'json', body_bytes: BROKEN.length },
    ...{ history: '[]', first_seen_at: AT, last_seen_at: AT },
  };
  await query({ persistTo: state }, [insertSql('dead_letters', letter)]);
}

const Listed = z.object({ dead_letters: z.array(z.object({ id: z.string() })) });
const Replayed = z.object({ results: z.array(z.object({ outcome: z.string() })) });

/** Discarded, opened again, replayed with an edited body, and then seen as the job it has become. */
export async function mended(stage: Stage): Promise<void> {
  const { installation, run } = stage;
  assert.equal((await run('dead-letters', 'discard', ID, '--note', 'nobody wants it')).code, 0);
  assert.equal((await run('dead-letters', 'restore', ID, '--note', 'somebody does')).code, 0);
  const listed = Listed.parse((await run('dead-letters', 'list')).json);
  assert.deepEqual(
    listed.dead_letters.map(({ id }) => id),
    [ID],
  );

  const edit = join(installation.folder, 'event.json');
  writeFileSync(edit, JSON.stringify(MENDED));
  const outcome = async (...args: string[]) => {
    const { json, output } = await run('dead-letters', 'replay', ID, ...args);
    assert.ok(json !== undefined, output);
    return Replayed.parse(json).results.map((each) => each.outcome);
  };
  assert.deepEqual(await outcome('--edit', edit, '--dry-run'), ['would_insert']);
  assert.deepEqual(await outcome('--edit', edit), ['sent']);
  await stored(stage, KEY_OF_RUN);
  await shown(stage.url);
}

/** As a person reads it: the report that the job archived, without what a terminal obeys. */
async function shown(url: string): Promise<void> {
  const { code, output } = await runToEnd(['jobledger', 'jobs', 'show', KEY_OF_RUN, '--url', url, '--key', KEY]);
  assert.equal(code, 0, output);
  assert.match(output, /Report \(report_snapshot\)\n\{\n {2}"title": "The week.*\[2J"\n\}/);
  assert.ok(!output.includes('\u001b[2J'), output);
}
