import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backUp } from '../../../cli/database/backup.ts';
import { query } from '../../../cli/database/query.ts';
import { restoreLocally } from '../../../cli/database/restore.ts';

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'jobledger-restore-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** SQL for a text of so many times `piece`. */
const times = (piece: string, count: number): string => `replace(hex(zeroblob(${count})), '00', '${piece}')`;

const NOTED = 'CREATE TRIGGER noted AFTER UPDATE ON pages BEGIN INSERT INTO notes VALUES (new.id); END';

it('restores rows that are longer than a statement may be, byte for byte', { timeout: 120_000 }, async () => {
  const [from, to] = [{ persistTo: join(folder, 'state') }, { persistTo: join(folder, 'new state') }];
  await query(from, [
    'CREATE TABLE notes (page INTEGER)',
    'CREATE TABLE pages (id INTEGER PRIMARY KEY, html TEXT NOT NULL UNIQUE, json TEXT CHECK (json_valid(json)), raw BLOB)',
    NOTED,
    `INSERT INTO pages VALUES
      (7, ${times("it''s", 200_000)}, '"' || ${times('a', 150_000)} || '"', zeroblob(200000)),
      (9, ${times("it''s", 200_001)}, '{}', x'00ff'), (11, '', NULL, NULL)`,
    'CREATE TABLE words ("of two" TEXT, place INTEGER, text, PRIMARY KEY (place, "of two")) WITHOUT ROWID',
    `INSERT INTO words VALUES ('a''b', 1, ${times('語', 60_000)}), ('a', 1, ${times('語', 29_000)}), ('a', 2, 3)`,
    'CREATE TABLE plain (text)',
    `INSERT INTO plain VALUES ('first'), (${times('😀', 40_000)}), (CAST(X'612700270062' AS TEXT)), ('last')`,
    'CREATE INDEX plain_by_text ON plain(text)',
  ]);
  const backup = await backUp(from, join(folder, 'backups'), new Date());
  const restored = await restoreLocally(to, backup);
  expect(restored.map(({ table, rows, same }) => [table, rows, same])).toEqual([
    ['notes', 0, true],
    ['pages', 3, true],
    ['plain', 4, true],
    ['words', 3, true],
  ]);
  const [made, nul] = await query(to, [
    "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql NOT NULL ORDER BY name",
    'SELECT hex(text) AS bytes FROM plain WHERE instr(text, char(0))',
  ]);
  expect(made).toEqual([{ name: 'noted' }, { name: 'plain_by_text' }]);
  expect(nul).toEqual([{ bytes: '612700270062' }]);

  await expect(restoreLocally(to, backup)).rejects.toThrow('A backup goes into an empty one');
  rmSync(join(folder, 'new state'), { recursive: true });
  const dump = join(folder, 'refused.sql');
  await expect(restoreLocally(to, { ...backup, dump })).rejects.toThrow('no database export');
  // D1 keeps that name for itself: it ends in the middle.
  writeFileSync(dump, 'CREATE TABLE a (b); CREATE TABLE _cf_own (b);');
  await expect(restoreLocally(to, { ...backup, dump })).rejects.toMatchObject({ code: 'WRANGLER_FAILED' });
  await expect(restoreLocally(to, backup)).rejects.toThrow(`is half restored from ${backup.folder}`);
});
