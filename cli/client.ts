import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../src/api/openapi/document.ts';
import { CommandError, runCommand } from './entry.ts';
import { PROJECT_ROOT } from './wrangler.ts';

const FILE = join(PROJECT_ROOT, 'client/api.generated.ts');

const HEAD = `/**
 * The types of Jobledger's API. Written by \`npm run client\` from the OpenAPI document of src/api/openapi/, which is
 * made of the schemas in schema/; not to be edited.
 */

`;

/** A member that has a default may be left out of a request. */
const OPTIONS = { rootTypes: true, rootTypesNoSchemaPrefix: true, defaultNonNullable: false };

async function generate(): Promise<string> {
  return HEAD + astToString(await openapiTypescript(JSON.stringify(openApiDocument()), OPTIONS));
}

const isFresh = async (text: string): Promise<boolean> => (await readFile(FILE, 'utf8').catch(() => '')) === text;

const command = new Command('npm run client')
  .description('Writes the types of the TypeScript client, client/api.generated.ts, from the OpenAPI document.')
  .option('--check', 'only say whether the file is fresh')
  .action(async ({ check }: { check?: true }) => {
    const text = await generate();
    if (!check) return writeFile(FILE, text);
    if (!(await isFresh(text))) throw new CommandError('stale', 'client/api.generated.ts is stale: npm run client');
  });

await runCommand(() => command.parseAsync());
