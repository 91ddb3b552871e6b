import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Metafile, stop } from 'esbuild';
import { licencesOf } from './dashboard-licences.ts';
import { PROJECT_ROOT } from './wrangler.ts';

const SOURCE = join(PROJECT_ROOT, 'dashboard');
/** Below public/: file names carry the hash of their content, so the Worker lets browsers keep them for ever. */
const ASSETS = 'assets';
/** Each script says where the licences of what is in it stand. */
const LICENCES = 'licences.txt';

const COMMON: BuildOptions = {
  absWorkingDir: SOURCE,
  bundle: true,
  minify: true,
  metafile: true,
  write: false,
  banner: { js: `/*! /${LICENCES} */` },
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
};

/**
 * Builds the dashboard into public/ (or another folder), which the Worker serves. A second build touches nothing: a local
 * server that runs meanwhile would start anew at any change, and forget what is on its queue.
 */
export async function buildDashboard(folder = join(PROJECT_ROOT, 'public')): Promise<void> {
  const outdir = join(folder, ASSETS);
  await mkdir(outdir, { recursive: true });
  const [app, theme] = await Promise.all([
    build({ ...COMMON, outdir, entryPoints: ['src/main.tsx', 'styles/main.css'], format: 'esm', splitting: true }),
    // Runs before the first paint, so it is no module.
    build({ ...COMMON, outdir, entryPoints: ['src/theme.ts'], format: 'iife' }),
  ]);
  const files = [...(app.outputFiles ?? []), ...(theme.outputFiles ?? [])];
  await Promise.all(files.map(({ path, contents }) => replaceFile(path, contents)));
  await replaceFile(join(folder, 'favicon.svg'), await readFile(join(SOURCE, 'favicon.svg')));
  await replaceFile(join(folder, 'index.html'), await page(app.metafile, theme.metafile));
  if (app.metafile) await replaceFile(join(folder, LICENCES), await licencesOf(app.metafile));
  // Else its process stays in the terminal's group, and dies of Ctrl-C with a dump.
  await stop();
  await removeOthers(outdir, new Set(files.map(({ path }) => basename(path))));
}

/** A server may be reading the old file: it sees the old one or the new one, never half of one. */
async function replaceFile(path: string, contents: Uint8Array | string): Promise<void> {
  const before = await readFile(path).catch(() => null);
  if (before?.equals(Buffer.from(contents))) return;
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, contents);
  await rename(temporary, path);
}

async function removeOthers(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const stale = (await readdir(folder)).filter((name) => !kept.has(name) && !name.endsWith('.tmp'));
  await Promise.all(stale.map((name) => rm(join(folder, name), { force: true })));
}

type Outputs = Metafile['outputs'];

async function page(app: Metafile | undefined, theme: Metafile | undefined): Promise<string> {
  const outputs: Outputs = { ...app?.outputs, ...theme?.outputs };
  const [main, script] = builtFrom(outputs, 'src/main.tsx');
  const chunks = script.imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path);
  const values: Record<string, string> = {
    main: address(main),
    style: address(builtFrom(outputs, 'styles/main.css')[0]),
    theme: address(builtFrom(outputs, 'src/theme.ts')[0]),
    preloads: chunks.map((path) => `<link rel="modulepreload" href="${address(path)}">`).join('\n    '),
  };
  const template = await readFile(join(SOURCE, 'index.html'), 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

function builtFrom(outputs: Outputs, entryPoint: string): [string, Outputs[string]] {
  const found = Object.entries(outputs).find(([, output]) => output.entryPoint === entryPoint);
  if (!found) throw new Error(`the build made nothing of ${entryPoint}`);
  return found;
}

const address = (path: string): string => `/${ASSETS}/${basename(path)}`;
