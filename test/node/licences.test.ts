import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';

/** Whoever hands a copy on need only hand the notice on with it. */
const PERMISSIVE = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ license: z.string().optional(), dev: z.literal(true).optional(), optional: z.literal(true).optional() }),
  ),
});

it('deploys nothing whose licence asks for more than its notice', () => {
  const text = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8');
  const { packages } = Lock.parse(JSON.parse(text));
  const deployed = Object.entries(packages).filter(([path, each]) => path !== '' && !each.dev && !each.optional);
  expect(deployed.map(([path]) => path)).toContain('node_modules/zod');
  expect(deployed.filter(([, { license }]) => !PERMISSIVE.includes(license ?? 'none'))).toEqual([]);
});
