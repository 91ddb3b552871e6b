import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

const MOST_POWERFUL_FIRST = ['admin', 'write', 'read'];

export interface LocalKey {
  scope: string;
  key: string;
}

/** A key of 160 random bits. */
export function randomKey(): string {
  return randomBytes(20).toString('hex');
}

/** Writes `.dev.vars` with a random admin key, readable by its owner only, unless there is one: that is never touched. */
export function ensureDevVars(folder: string): { path: string; written: boolean; key: LocalKey | null } {
  const path = join(folder, '.dev.vars');
  const written = writeUnlessThere(path, devVars(randomKey()));
  return { path, written, key: strongestKey(readFileSync(path, 'utf8')) };
}

/** The text of a `.dev.vars` file that opens everything to one admin key. */
export function devVars(adminKey: string): string {
  return `# Keys of the local Worker: comma-separated scope:key pairs (read, write, admin).\nAPI_KEYS=admin:${adminKey}\n`;
}

/** The key with the widest scope in a `.dev.vars` text, or null when it opens nothing. */
export function strongestKey(text: string): LocalKey | null {
  const keys = (parseEnv(text)['API_KEYS'] ?? '').split(',').map(scopeAndKey);
  for (const scope of MOST_POWERFUL_FIRST) {
    const found = keys.find((key) => key.scope === scope && key.key !== '');
    if (found) return found;
  }
  return null;
}

function scopeAndKey(pair: string): LocalKey {
  const [scope = '', ...rest] = pair.trim().split(':');
  return { scope, key: rest.join(':') };
}

function writeUnlessThere(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
