import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareDumps } from '../../../cli/database/compare.ts';
import { type Dump, loadDump } from '../../../cli/database/dump.ts';

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'jobledger-compare-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dumpOf(name: string, statements: readonly string[]): Dump {
  const file = join(folder, name);
  writeFileSync(file, statements.map((sql) => `${sql};`).join('\n'));
  return loadDump(file);
}

/** Which tables hold other rows than before. */
function changed(before: readonly string[], after: readonly string[]): string[] {
  const [was, is] = [dumpOf('before.sql', before), dumpOf('after.sql', after)];
  try {
    return compareDumps(was, is, new Set()).flatMap(({ table, unchanged }) => (unchanged ? [] : [table]));
  } finally {
    is.close();
    was.close();
  }
}

it.each([
  ['a column named rowid', 't (rowid TEXT, v TEXT)'],
  ['columns named ROWID and oid', 't (ROWID TEXT, oid TEXT)'],
  ['no primary key', 't (a TEXT, b TEXT)'],
  ['a key of text without a row id', 't (a TEXT, "or der" TEXT, PRIMARY KEY ("or der")) WITHOUT ROWID'],
  ['a name out of SQL', '"gr""oup; --" ("select" TEXT, "a b" TEXT)'],
])("tells changed rows from unchanged ones in somebody else's table with %s", (_, definition) => {
  const name = definition.slice(0, definition.indexOf(' ('));
  const made = (last: string) => [
    `CREATE TABLE ${definition}`,
    `INSERT INTO ${name} VALUES ('x', '1'), ('x', '2'), ('x', '${last}')`,
  ];
  expect(changed(made('3'), made('3'))).toEqual([]);
  expect(changed(made('3'), made('4'))).toHaveLength(1);
});
