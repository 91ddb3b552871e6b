import * as z from 'zod';
import { CommandError } from '../entry.ts';
import { tryWrangler, wrangler, wranglerFailed } from '../wrangler.ts';
import { COMMANDS } from './commands.ts';

const Databases = z.array(
  z.object({ uuid: z.string(), name: z.string() }).transform(({ uuid, name }) => ({ id: uuid, name })),
);
const Namespaces = z.array(
  z.object({ id: z.string(), title: z.string() }).transform(({ id, title }) => ({ id, name: title })),
);
const Secrets = z.array(z.object({ name: z.string() }));

interface Resource {
  id: string;
  name: string;
}

/** Which resource is meant: the one of wrangler.toml (by id, else by name), or the one that the person named. */
export interface Wanted {
  id: string;
  name: string;
  /** Name or id from the command line: it must exist, a typo creates nothing. */
  named?: string | undefined;
}

/** The D1 database; created when there is none of that name. Throws NOT_FOUND, WRANGLER_FAILED. */
export function ensureDatabase(wanted: Wanted): Promise<Resource> {
  const list = async () => Databases.parse(JSON.parse(await wrangler(COMMANDS.listDatabases())));
  return ensure('D1 database', wanted, list, COMMANDS.createDatabase);
}

/** The KV namespace; created when there is none of that title. Throws NOT_FOUND, WRANGLER_FAILED. */
export function ensureNamespace(wanted: Wanted): Promise<Resource> {
  const list = async () => Namespaces.parse(JSON.parse(await wrangler(COMMANDS.listNamespaces())));
  return ensure('KV namespace', wanted, list, COMMANDS.createNamespace);
}

/** Creates the queue unless there is one. Throws WRANGLER_FAILED. */
export async function ensureQueue(name: string): Promise<void> {
  const found = await outputUnless(/Queue .* does not exist/, COMMANDS.queueInfo(name));
  if (found === null) await wrangler(COMMANDS.createQueue(name));
  console.log(`  queue ${name}: ${found === null ? 'created' : 'there'}`);
}

/** Whether the deployed Worker has this secret; a Worker that is not deployed yet has none. Throws WRANGLER_FAILED. */
export async function hasSecret(name: string, config: string): Promise<boolean> {
  const listed = await outputUnless(/Worker .* not found/, COMMANDS.listSecrets(config));
  return listed !== null && Secrets.parse(JSON.parse(listed)).some((secret) => secret.name === name);
}

async function ensure(
  kind: string,
  { id, name, named }: Wanted,
  list: () => Promise<Resource[]>,
  creation: (name: string) => readonly string[],
): Promise<Resource> {
  const there = await list();
  const byName = (label: string, resources: Resource[]) =>
    resources.find((each) => each.id === label || each.name === label);
  const found = named === undefined ? (byName(id, there) ?? byName(name, there)) : byName(named, there);
  if (found) {
    console.log(`  ${kind} ${found.name}: there (${found.id})`);
    return found;
  }
  if (named !== undefined) throw notFound(kind, named, there);
  await wrangler(creation(name));
  const created = byName(name, await list());
  if (!created) throw notFound(kind, name, await list());
  console.log(`  ${kind} ${name}: created (${created.id})`);
  return created;
}

/** What the command printed, or null if it failed saying that the thing is absent. Throws WRANGLER_FAILED. */
async function outputUnless(absent: RegExp, args: readonly string[]): Promise<string | null> {
  const { code, output, errors } = await tryWrangler(args);
  if (code === 0) return output;
  if (absent.test(`${output}${errors}`)) return null;
  throw wranglerFailed(args, code, `${output}${errors}`);
}

function notFound(kind: string, name: string, there: Resource[]): CommandError {
  const names = there.map((each) => `${each.name} (${each.id})`).join(', ') || 'none';
  return new CommandError('NOT_FOUND', `There is no ${kind} ${name} in this account. There: ${names}.`);
}
