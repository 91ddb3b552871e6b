import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { devVars, ensureDevVars, strongestKey } from '../../cli/dev-vars.ts';
import { rootCertificateVariables } from '../../cli/root-certificates.ts';
import { welcome } from '../../cli/welcome.ts';
import { withoutBindings } from '../../cli/wrangler-log.ts';
import { pressCtrlC, processesMentioning, runToEnd, startCommand } from './command.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'jobledger-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('.dev.vars', () => {
  it('is written with a random admin key that only its owner can read', () => {
    const { path, written, key } = ensureDevVars(folder);
    expect(written).toBe(true);
    expect(key).toEqual({ scope: 'admin', key: expect.stringMatching(/^[0-9a-f]{40}$/) as unknown });
    expect(readFileSync(path, 'utf8')).toContain(`API_KEYS=admin:${key?.key ?? ''}`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is never written again', () => {
    const first = ensureDevVars(folder);
    const second = ensureDevVars(folder);
    expect(second).toEqual({ ...first, written: false });
  });

  it("is left alone when it is somebody's own", () => {
    writeFileSync(join(folder, '.dev.vars'), 'NEWS_FEED_URL=https://news.example/{symbol}\n');
    expect(ensureDevVars(folder)).toMatchObject({ written: false, key: null });
    expect(readFileSync(join(folder, '.dev.vars'), 'utf8')).toBe('NEWS_FEED_URL=https://news.example/{symbol}\n');
  });

  it.each([
    ['API_KEYS=read:r,write:w', { scope: 'write', key: 'w' }],
    ['API_KEYS="read:r, admin:a:b"', { scope: 'admin', key: 'a:b' }],
    ['API_KEYS=', null],
    ['API_KEYS=root:x', null],
    ['OTHER=1', null],
  ])('with %s shows %o', (text, key) => {
    expect(strongestKey(text)).toEqual(key);
  });
});

describe('root certificates', () => {
  it('are those of Node on a Linux that has none', () => {
    const { SSL_CERT_FILE = '' } = rootCertificateVariables({ platform: 'linux', env: {} }, ['/absent']);
    expect(readFileSync(SSL_CERT_FILE, 'utf8').match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(100);
  });

  it.each([
    ['the system has its own', 'linux', {}, ['package.json']],
    ['the person chose a file', 'linux', { SSL_CERT_FILE: '/own.pem' }, ['/absent']],
    ['the platform keeps them elsewhere', 'darwin', {}, ['/absent']],
  ] as const)('are left alone when %s', (_, platform, env, bundles) => {
    expect(rootCertificateVariables({ platform, env }, bundles)).toEqual({});
  });
});

describe('the welcome', () => {
  it('shows the address, the key and how to run a first job', () => {
    const text = welcome('http://localhost:8787', { scope: 'admin', key: 'k1' });
    expect(text).toContain('http://localhost:8787/api/v1/health');
    expect(text).toContain("-H 'Authorization: Bearer k1'");
    expect(text).toContain('POST http://localhost:8787/api/v1/sentiment/analysis');
  });

  it('says what the command line needs when the port is another one', () => {
    const key = { scope: 'admin', key: 'k1' };
    expect(welcome('http://localhost:8788', key)).toContain('npx jobledger … --url http://localhost:8788');
    expect(welcome('http://localhost:8787', key)).not.toContain('--url');
  });

  it('says what to do when no key is configured', () => {
    expect(welcome('http://localhost:8787', null)).toContain('API_KEYS=admin:');
  });
});

describe('what wrangler prints while it serves', () => {
  it('is passed on without the table of bindings that it repeats', () => {
    const printed: string[] = [];
    const pass = withoutBindings((line) => printed.push(line));
    const table = [
      '\u001b[1mYour Worker has access to the following bindings:\u001b[22m',
      'Binding   Mode',
      'env.A',
      '',
    ];
    for (const line of ['⎔ Connection status updated', ...table, 'env.B is set', '', ...table, 'GET / 200 OK'])
      pass(line);
    expect(printed).toEqual(['env.B is set', '', 'GET / 200 OK']);
  });
});

describe('npm run dev', { timeout: 120_000 }, () => {
  it('serves a migrated database of its own and leaves no process behind on Ctrl-C', async () => {
    const vars = join(folder, 'vars');
    writeFileSync(vars, devVars('an-admin-key-of-the-test'));
    const dev = startCommand(['dev', '--port', '0', '--persist-to', folder, '--env-file', vars]);
    await dev.printed('Jobledger is running on');
    const url = /running on (\S+)/.exec(dev.output())?.[1] ?? '';
    const headers = { Authorization: 'Bearer an-admin-key-of-the-test' };
    const history = await fetch(`${url}/api/v1/jobs/history`, { headers });
    expect(await history.json()).toMatchObject({ success: true });
    expect(dev.output()).toContain('an-admin-key-of-the-test');
    await dev.printed('GET /api/v1/jobs/history 200');
    const [, afterWelcome] = dev.output().split('Ctrl-C stops it');
    expect(afterWelcome).not.toContain('Binding');
    pressCtrlC(dev);
    expect(await dev.ended).toBe(0);
    expect(processesMentioning(folder)).toEqual([]);
  });

  it('names the port that is taken, and the way out', async () => {
    const other = createServer().listen(0, 'localhost');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, output } = await runToEnd(['dev', '--port', String(port)]);
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken`);
    expect(output).not.toContain('Preparing');
    expect(output).toContain(`npm run dev -- --port ${port + 1}`);
    expect(output).not.toContain('    at ');
  });

  it.each([
    [['dev', '--port', 'x'], 'Not a port'],
    [['dev', '--port', '70000'], 'Not a port'],
    [['dev', '--remote'], 'local state only'],
    [['start', '--fast'], 'unknown option'],
  ])('refuses %o saying "%s"', async (args, reason) => {
    const { code, output } = await runToEnd(args);
    expect(code).toBe(1);
    expect(output).toContain(reason);
  });

  it('names a variable that is wrong at the start, and leaves no process behind', async () => {
    const vars = join(folder, 'vars');
    writeFileSync(vars, `${devVars('an-admin-key-of-the-test')}ANALYSIS_TTL_SECONDS=soon\n`);
    const { code, output } = await runToEnd(['dev', '--port', '0', '--persist-to', folder, '--env-file', vars]);
    expect(code).toBe(1);
    expect(output).toContain('Not started: variable ANALYSIS_TTL_SECONDS');
    expect(processesMentioning(folder)).toEqual([]);
  });

  it('says why when the server cannot start', async () => {
    const broken = join(folder, 'broken.toml');
    writeFileSync(broken, 'name = "x"\nmain = "absent.ts"\n');
    const flags = ['--port', '0', '--persist-to', folder, '--config', broken, '--env-file', '/dev/null'];
    const { code, output } = await runToEnd(['dev', ...flags]);
    expect(code).toBe(1);
    expect(output).toContain('PREDICT_JOBS_DB');
  });
});

describe('every command', () => {
  it.each(['start', 'dev', 'demo', 'build', 'deploy'])('explains itself: %s --help', async (command) => {
    const { code, output } = await runToEnd([command, '--help']);
    expect(code).toBe(0);
    expect(output).toContain('Usage: npm ');
  });

  it('says which Node it needs when this one is too old', async () => {
    const { code, output } = await runToEnd(['start'], {}, ['--no-experimental-strip-types']);
    expect(code).toBe(1);
    expect(output).toContain('needs Node 22.18 or newer');
  });
});
