import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/chromium');

/** The machine may have no fonts: Chromium's package brings some. */
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${CACHE}/fonts</dir><cachedir>${CACHE}/fontconfig</cachedir></fontconfig>`;

/** Starts a real Chromium: the one of CHROMIUM_PATH, else the one that npm brought, with the libraries it needs. */
export async function launchChromium(): Promise<Browser> {
  const installed = process.env['CHROMIUM_PATH'];
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: ['--no-sandbox'] });
  const executablePath = await unpack();
  writeFileSync(join(CACHE, 'fonts.conf'), FONTS);
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox'],
    env: {
      ...definedEnvironment(),
      // With LC_ALL=C its navigator.language would be no language tag.
      LC_ALL: 'en_US.UTF-8',
      LD_LIBRARY_PATH: join(CACHE, 'al2023/lib'),
      FONTCONFIG_FILE: join(CACHE, 'fonts.conf'),
    },
  });
}

/** Unpacks into node_modules/.cache, once; the package itself knows only the system's temporary folder. */
async function unpack(): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = CACHE;
  try {
    const { default: pack, inflate } = await import('@sparticuz/chromium');
    pack.setGraphicsMode = false;
    const binaries = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin');
    await inflate(join(binaries, 'al2023.tar.br'));
    return await pack.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
