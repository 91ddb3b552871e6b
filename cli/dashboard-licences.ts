import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import * as z from 'zod';
import { PROJECT_ROOT } from './wrangler.ts';

const Package = z.object({ name: z.string(), version: z.string(), license: z.string() });

const folderOf = (input: string): string[] => /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.slice(0, 1) ?? [];

async function licenceIn(folder: string): Promise<string> {
  const read = (name: string): Promise<string> => readFile(join(PROJECT_ROOT, folder, name), 'utf8');
  const { name, version, license } = Package.parse(JSON.parse(await read('package.json')));
  return `${name} ${version} (${license})\n\n${(await read('LICENSE')).trim()}\n`;
}

/** The licences of the packages in a bundle, word for word: who gets a copy of them must get these as well. */
export async function licencesOf({ inputs }: Metafile): Promise<string> {
  const folders = [...new Set(Object.keys(inputs).flatMap(folderOf))].sort();
  return (await Promise.all(folders.map(licenceIn))).join(`\n${'-'.repeat(72)}\n\n`);
}
