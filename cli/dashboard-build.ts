import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from './wrangler.ts';

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>Jobledger</title>
  <h1>Jobledger</h1>
  <p>The Worker is running. Its state: <a href="/api/v1/health">/api/v1/health</a>.</p>
</html>
`;

/** Builds the dashboard into public/, which the Worker serves. */
export async function buildDashboard(): Promise<void> {
  const folder = join(PROJECT_ROOT, 'public');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.html'), PAGE);
}
