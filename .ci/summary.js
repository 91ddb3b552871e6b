// node .ci/summary.js <vitest's JSON report> <exit code of `npm test`> prints "N passed, N failed".
import console from 'node:console';
import { readFileSync } from 'node:fs';
import process from 'node:process';

const [, , path, code] = process.argv;

/** A file that never ran a test (it does not compile, its set-up failed) counts as one failure. */
const failures = ({ status, assertionResults }) => {
  const failed = assertionResults.filter((test) => test.status === 'failed').length;
  return failed === 0 && status === 'failed' ? 1 : failed;
};

const text = readFileSync(path, 'utf8');
const { numPassedTests = 0, testResults = [] } = text === '' ? {} : JSON.parse(text);
const failed = testResults.map(failures).reduce((sum, each) => sum + each, 0);

// No report, or no failed test in it, and yet not well: types, lint, format, or an error outside every test.
console.log(`${numPassedTests} passed, ${failed === 0 && code !== '0' ? 1 : failed} failed`);
