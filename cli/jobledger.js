#!/usr/bin/env node
// `npx jobledger <command>`: cli/jobledger.ts, on a Node that can run it.
import process from 'node:process';

process.argv.splice(2, 0, 'jobledger');
await import('./run.js');
