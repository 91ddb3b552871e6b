#!/usr/bin/env node
// `node cli/run.js <command>` runs cli/<command>.ts. Plain JavaScript, so that an older Node gets as far as the message.
import console from 'node:console';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { URL } from 'node:url';

if (!existsSync(new URL('../node_modules', import.meta.url))) {
  console.error('The packages are not installed: run `npm ci` first.');
  process.exitCode = 1;
} else if (process.features.typescript) {
  const [command] = process.argv.splice(2, 1);
  await import(`./${command}.ts`);
} else {
  console.error(
    `Jobledger needs Node 22.18 or newer; this is Node ${process.versions.node}.\n` +
      'On Linux (x64, arm64) `npm ci` brings its own Node 24: run the commands through npm, like `npm start`.\n' +
      'Elsewhere install a newer Node from https://nodejs.org.',
  );
  process.exitCode = 1;
}
