import type { LocalKey } from './dev-vars.ts';
import { DEFAULT_PORT } from './port.ts';

/** What `npm start` says once the server answers: where, with which key, and how to see a first result. */
export function welcome(url: string, key: LocalKey | null): string {
  if (key === null) {
    return `
Jobledger is running on ${url}

  .dev.vars holds no API_KEYS, so nothing but ${url}/api/v1/health will answer.
  Add a line like  API_KEYS=admin:<a long random word>  (or delete the file: the next start writes one).
`;
  }
  return `
Jobledger is running on ${url}

  Dashboard  ${url}
  Health     ${url}/api/v1/health
  Key        ${key.key}   (scope ${key.scope}, from .dev.vars)

Run a first analysis on the sample headlines, then see it on the dashboard, or read it back
with the execution_key that comes first:

  curl -X POST ${url}/api/v1/sentiment/analysis -H 'Authorization: Bearer ${key.key}' \\
       -H 'Content-Type: application/json' -d '{"symbols":["AAPL","TSLA"]}'
  curl ${url}/api/v1/jobs/<execution_key> -H 'Authorization: Bearer ${key.key}'
${elsewhere(url)}
Ctrl-C stops it; what it stored is there again at the next start.
`;
}

/** The command line looks at the usual port unless it is told. */
const elsewhere = (url: string): string =>
  new URL(url).port === String(DEFAULT_PORT)
    ? ''
    : `
The command line needs to know where:  npx jobledger … --url ${url}   (or JOBLEDGER_URL)
`;
