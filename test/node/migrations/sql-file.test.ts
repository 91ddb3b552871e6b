import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sqlPieces } from '../../../cli/database/sql-file.ts';

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'jobledger-sql-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const STATEMENTS = [
  'CREATE TABLE "a;b" (id INTEGER PRIMARY KEY, [te;xt] TEXT, at TEXT)',
  "CREATE TABLE IF NOT EXISTS notes (id INTEGER, text TEXT) -- it's; a comment",
  `CREATE TRIGGER noted AFTER INSERT ON "a;b" BEGIN
  INSERT INTO notes VALUES (new.id, CASE WHEN new.id > 2 THEN 'late; END;' ELSE '' END);
  UPDATE notes SET text = text || ';' WHERE id = new.id - 1;
END`,
  `INSERT INTO "a;b" VALUES (1, 'it''s; -- none', NULL), (2, '/* 😀 ''', 3 - -1), (3, ';', 8/2)`,
  `/* of several; lines
*/ INSERT INTO \`a;b\` VALUES (4, 'CREATE TRIGGER', '')`,
];

function loaded(pieces: Iterable<string>): unknown[] {
  const db = new DatabaseSync(':memory:');
  for (const sql of pieces) db.exec(sql);
  return [...db.prepare('SELECT * FROM "a;b"').all(), ...db.prepare('SELECT * FROM notes').all()];
}

it('reads a file of SQL in whole statements, wherever it is cut', () => {
  const file = join(folder, 'some.sql');
  const text = `${STATEMENTS.join('\n;\n')};\n-- the end`;
  writeFileSync(file, text);
  const whole = loaded([text]);
  expect(whole).toHaveLength(8);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: text.length + 10 }), (bytes) => {
      const pieces = [...sqlPieces(file, bytes)];
      expect(pieces.join('')).toBe(text);
      expect(loaded(pieces)).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});
