import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const WRITTEN = '**/*.{ts,tsx,js,md,sql,toml,json}';
const IGNORED = ['node_modules', 'public', 'dist', 'coverage', 'artifacts', '**/.wrangler', 'bench/.cache'];

/** What a file names under docs/, and a document by links from its own place as well, wherever they lead. */
function pathsNamed(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const fromRoot = [...text.matchAll(/(?<![\w./-])docs\/[\w/.-]*\.md\b/g)].map(([path]) => path);
  if (!file.endsWith('.md')) return fromRoot;
  const linked = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)].map(([, path = '']) =>
    relative(ROOT, join(ROOT, dirname(file), path)),
  );
  return [...fromRoot, ...linked];
}

it('every page of docs/ that code names, and every file that a page links to, is there', () => {
  const files = globSync(WRITTEN, { cwd: ROOT, exclude: IGNORED });
  const named = files.flatMap((file) => pathsNamed(file).map((path) => ({ file, path })));
  expect(named.some(({ path }) => path.startsWith('docs/decisions/'))).toBe(true);
  expect(named.filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([]);
});
