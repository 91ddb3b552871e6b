import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const WRITTEN = '**/*.{ts,tsx,js,md,sql,toml,json}';
const IGNORED = ['node_modules', 'public', 'dist', 'coverage', 'artifacts', '**/.wrangler', 'bench/.cache'];

/** What a file names under docs/: from the root, and a document by links from its own place as well. */
function pagesNamed(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const fromRoot = [...text.matchAll(/(?<![\w./-])docs\/[\w/.-]*\.md\b/g)].map(([path]) => path);
  if (!file.endsWith('.md')) return fromRoot;
  const linked = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)].map(([, path = '']) =>
    relative(ROOT, join(ROOT, dirname(file), path)),
  );
  return [...fromRoot, ...linked.filter((path) => path.startsWith('docs/'))];
}

it('every page of docs/ that code or a page names is there', () => {
  const files = globSync(WRITTEN, { cwd: ROOT, exclude: IGNORED });
  const named = files.flatMap((file) => pagesNamed(file).map((page) => ({ file, page })));
  expect(named.some(({ page }) => page.startsWith('docs/decisions/'))).toBe(true);
  expect(named.filter(({ page }) => !existsSync(join(ROOT, page)))).toEqual([]);
});
