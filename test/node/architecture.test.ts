import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAYERS } from './architecture/layers.ts';
import { violations } from './architecture/violations.ts';

describe('the project', () => {
  it('keeps to the import table', () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap((path) => violations(path, readFileSync(path, 'utf8')))).toEqual([]);
  });

  it('has no folder of code that the table does not know', () => {
    const known = [...LAYERS.map(({ path }) => path), 'test/', 'bench/', 'vitest.config.ts'];
    expect(sourceFiles().filter((path) => !known.some((each) => path.startsWith(each)))).toEqual([]);
  });
});

describe('violations', () => {
  it.each([
    ['schema/a.ts', "import { b } from './b.ts';"],
    ['src/domain/a.ts', "import type { Result } from '../../schema/result.ts';"],
    ['src/storage/jobs.ts', "import { merge } from '../domain/merge.ts';\nconst q = 'SELECT id FROM jobs';"],
    ['src/api/jobs.ts', "import { run } from '../../producers/run.ts';\nexport const f = (env: Env) => env;"],
    ['src/index.ts', "import { consume } from '../consumers/job-completed.ts';"],
    ['consumers/dead-letter.ts', "import { publish } from '../producers/publish.ts';"],
    ['dashboard/page.tsx', "import type { Job } from '../schema/job.ts';\nimport { type R } from '../schema/r.ts';"],
    ['dashboard/page.tsx', "const text = 'Select a symbol from the list';"],
    ['cli/start.ts', "import * as z from 'zod';"],
    ['bench/persist.ts', "import { x } from '../src/storage/x.ts'; const q: any = 'DELETE FROM jobs';"],
    ['src/domain/a.ts', 'export const day = (now: number) => new Date(now);'],
  ])('has nothing against %s saying %s', (path, text) => {
    expect(violations(path, text)).toEqual([]);
  });

  it.each([
    ['schema/a.ts', "import '../src/domain/b.ts';", 'imports src/domain/b.ts'],
    ['src/domain/a.ts', "export * from '../storage/b.ts';", 'imports src/storage/b.ts'],
    ['src/domain/a.ts', "type T = import('../api/b.ts').T;", 'imports src/api/b.ts'],
    ['src/storage/a.ts', "const b = await import('../../producers/b.ts');", 'imports producers/b.ts'],
    ['src/storage/a.ts', "import { b } from './../api/b.ts';", 'imports src/api/b.ts'],
    ['src/api/a.ts', "import { c } from '../../consumers/c.ts';", 'imports consumers/c.ts'],
    ['producers/a.ts', "import { c } from '../consumers/c.ts';", 'imports consumers/c.ts'],
    ['producers/a.ts', "import { c } from '../src/api/c.ts';", 'imports src/api/c.ts'],
    ['consumers/a.ts', "import { run } from '../producers/analysis/run.ts';", 'imports producers/analysis/run.ts'],
    ['dashboard/a.tsx', "import { Job } from '../schema/job.ts';", 'only types'],
    ['cli/a.ts', "import { persist } from '../src/storage/persist.ts';", 'imports src/storage/persist.ts'],
    ['src/helpers/a.ts', '', 'belongs to no layer'],
    ['src/api/a.ts', "import { b } from './b';", 'without its extension'],
    ['schema/a.ts', "import { z } from 'zod';", 'imports zod by name'],
    ['consumers/a.ts', "import { env } from 'cloudflare:workers';", 'imports env'],
    ['producers/a.ts', 'export const f = (bindings: Env) => bindings;', 'names Env'],
    ['producers/a.ts', 'export const f = (bindings: Cloudflare.Env) => bindings;', 'names Env'],
    ['src/api/a.ts', "const q = 'SELECT id FROM jobs';", 'holds SQL'],
    ['consumers/a.ts', 'const q = `DELETE FROM jobs WHERE id = ${id}`;', 'holds SQL'],
    ['producers/a.ts', "const q = 'INSERT OR REPLACE INTO jobs VALUES (1)';", 'holds SQL'],
    ['src/api/a.ts', 'const x: Array<any> = [];', 'says any'],
    ['src/domain/a.ts', 'const now = Date.now();', 'uses Date.now'],
    ['src/domain/a.ts', 'const now = new Date();', 'uses new Date()'],
    ['src/domain/a.ts', "const x = fetch('https://example.com');", 'uses fetch'],
  ])('finds in %s, on its line, that %s %s', (path, text, what) => {
    const found = violations(path, `\n${text}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${path}:\\d `));
    expect(found[0]).toContain(what);
  });

  it('names each line of a file that breaks several rules', () => {
    const text = "import { api } from '../src/api/router.ts';\n\nconst x: any = `UPDATE jobs SET id = 1`;\n";
    expect(violations('producers/a.ts', text)).toEqual([
      'producers/a.ts:1 imports src/api/router.ts: the table forbids it',
      'producers/a.ts:3 says any',
      'producers/a.ts:3 holds SQL: it belongs to src/storage',
    ]);
  });
});

/** Written source, from the project's root; what is generated is not ours to judge. */
function sourceFiles(): string[] {
  const ignored = ['node_modules', 'public', 'dist', 'coverage', 'artifacts', '.wrangler', 'bench/.cache'];
  return globSync('**/*.{ts,tsx}', { exclude: ignored }).filter((path) => !/\.(generated|d)\.tsx?$/.test(path));
}
