#!/usr/bin/env node
// Stands in for wrangler in the deploy tests: an account in a JSON file beside it, and a record of every call.
import console from 'node:console';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const path = join(process.env.FAKE_ACCOUNT, 'account.json');
const account = JSON.parse(readFileSync(path, 'utf8'));
const args = process.argv.slice(2);
const flag = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);

const fail = (message) => {
  console.error(`\u001b[31m✘ [ERROR]\u001b[0m ${message}`);
  process.exitCode = 1;
};

const missingWorker =
  'Worker "jobledger" (env: production) not found.\n\nIf this is a new Worker, run `wrangler deploy`.';

const answers = {
  'whoami --json': () => (account.loggedIn ? console.log('{"loggedIn":true}') : fail('{"loggedIn":false}')),
  'd1 list': () => console.log(JSON.stringify(account.databases)),
  'd1 create': () => account.databases.push({ uuid: `d1-id-of-${args[2]}`, name: args[2] }),
  'kv namespace': () => {
    if (args[2] === 'list') console.log(JSON.stringify(account.namespaces));
    else account.namespaces.push({ id: `kv-id-of-${args[3]}`, title: args[3] });
  },
  'queues info': () => {
    if (!account.queues.includes(args[2])) fail(`Queue "${args[2]}" does not exist. To create it, run: …`);
  },
  'queues create': () => account.queues.push(args[2]),
  'd1 execute': () => {
    if (flag('--command').includes('jsonb_each')) {
      if (!account.isOld) return console.log('[{"results":[{"found":1}]}]');
      console.log('{"error":{"text":"no such table: jsonb_each: SQLITE_ERROR"}}');
      process.exitCode = 1;
      return;
    }
    const asksLedger = flag('--command').includes('d1_migrations');
    if (asksLedger && !account.ledger) {
      console.log('{"error":{"text":"no such table: d1_migrations: SQLITE_ERROR"}}');
      process.exitCode = 1;
      return;
    }
    const ledger = [{ results: account.ledger?.map((name) => ({ name })) }, { results: [{ undated: 0 }] }];
    console.log(JSON.stringify([{ results: account.objects ?? [] }, ...(asksLedger ? ledger : [])]));
  },
  'd1 migrations': () => {
    if (account.migrationFails) return fail('near "ALTER": syntax error');
    account.ledger = readdirSync('schema/migrations');
    console.log('migrated');
  },
  'secret list': () => (account.worker ? console.log(JSON.stringify(account.secrets)) : fail(missingWorker)),
  deploy: () => {
    account.worker = true;
    const secrets = flag('--secrets-file');
    if (secrets === undefined) return;
    account.secretValues = JSON.parse(readFileSync(secrets, 'utf8'));
    account.secrets = Object.keys(account.secretValues).map((name) => ({ name, type: 'secret_text' }));
  },
};

account.calls.push(args.join(' '));
(answers[`${args[0]} ${args[1]}`] ?? answers[args[0]])();
writeFileSync(path, JSON.stringify(account));
