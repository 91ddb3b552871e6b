import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, jsonOf, KEYS } from '../../fixtures/api.ts';

const HISTORY = '/api/v1/jobs/history';
const AUDIENCE = 'the-application-of-this-test';

/** A team of its own for each test: certificates are cached by team. */
let team = '';
let teams = 0;
type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
let privateKey: PrivateKey;
let certs: () => Promise<Response>;

beforeEach(async () => {
  team = `team-${++teams}.cloudflareaccess.com`;
  const pair = await generateKeyPair('RS256');
  privateKey = pair.privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  certs = () => Promise.resolve(Response.json({ keys: [jwk] }));
  vi.spyOn(globalThis, 'fetch').mockImplementation((url) =>
    String(url instanceof Request ? url.url : url) === `https://${team}/cdn-cgi/access/certs`
      ? certs()
      : Promise.reject(new Error('not here')),
  );
});
afterEach(() => void vi.restoreAllMocks());

const access = (change: Partial<Env> = {}): Partial<Env> => ({
  ACCESS_TEAM_DOMAIN: team,
  ACCESS_AUD: AUDIENCE,
  ...change,
});

interface Token {
  issuer?: string;
  audience?: string;
  expires?: string | null;
  key?: PrivateKey;
  kid?: string;
  claims?: Record<string, unknown>;
}

async function token({ issuer, audience, expires = '5m', key, kid = 'k1', claims }: Token = {}): Promise<string> {
  const jwt = new SignJWT({ email: 'jane@example.com', sub: 'u1', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuedAt()
    .setIssuer(issuer ?? `https://${team}`)
    .setAudience(audience ?? AUDIENCE);
  if (expires !== null) jwt.setExpirationTime(expires);
  return jwt.sign(key ?? privateKey);
}

const withToken = (jwt: string, more: Record<string, string> = {}) => ({
  headers: { 'cf-access-jwt-assertion': jwt, ...more },
});

describe('a token of Cloudflare Access', () => {
  it('reads, and names the person', async () => {
    const jwt = await token();
    expect((await call(HISTORY, { ...withToken(jwt), env: access() })).status).toBe(200);
    const shown = await call('/api/v1/session', { ...withToken(jwt), env: access() });
    expect(await jsonOf(shown)).toMatchObject({
      session: { scope: 'read', name: 'access:jane@example.com', expires_at: expect.stringMatching(/Z$/) as unknown },
    });
  });

  it('names a service by its common name', async () => {
    const jwt = await token({ claims: { email: undefined, common_name: 'ci.access', sub: '' } });
    const shown = await call('/api/v1/session', { ...withToken(jwt), env: access() });
    expect(await jsonOf(shown)).toMatchObject({ session: { name: 'access:ci.access' } });
  });

  it('has the scope that ACCESS_SCOPE gives it', async () => {
    const shown = await call('/api/v1/session', {
      ...withToken(await token()),
      env: access({ ACCESS_SCOPE: 'admin' }),
    });
    expect(await jsonOf(shown)).toMatchObject({ session: { scope: 'admin' } });
  });

  it('costs one fetch of the certificates, not one a request', async () => {
    const jwt = await token();
    for (let i = 0; i < 3; i++) await call(HISTORY, { ...withToken(jwt), env: access() });
    expect(globalThis.fetch).toHaveBeenCalledTimes(1);
  });

  it('gives way to a key', async () => {
    const headers = { 'cf-access-jwt-assertion': await token(), 'x-api-key': KEYS.write };
    const withKey = await call('/api/v1/session', { headers, env: access() });
    expect(await jsonOf(withKey)).toMatchObject({ session: { scope: 'write' } });
  });

  it('alone changes nothing: the browser adds it to requests of other sites as well', async () => {
    const env = access({ ACCESS_SCOPE: 'admin' });
    const jwt = await token();
    expect((await call('/api/v1/session', { method: 'DELETE', ...withToken(jwt), env })).status).toBe(403);
    const ours = withToken(jwt, { 'x-jobledger': '1' });
    expect((await call('/api/v1/session', { method: 'DELETE', ...ours, env })).status).toBe(200);
  });
});

describe('refused is', () => {
  const refusals: [string, () => Promise<string>][] = [
    ['a token of another team', () => token({ issuer: 'https://other.cloudflareaccess.com' })],
    ['a token for another application', () => token({ audience: 'another' })],
    ['an expired token', () => token({ expires: '-1m' })],
    ['a token without an end', () => token({ expires: null })],
    ['a token of a key unknown to the team', () => token({ kid: 'k2' })],
    ['a token that is none', () => Promise.resolve('not.a.token')],
    ['nothing', () => Promise.resolve('')],
    [
      'an unsigned token',
      async () => {
        const [, payload = ''] = (await token()).split('.');
        return `${btoa('{"alg":"none"}').replaceAll('=', '')}.${payload}.`;
      },
    ],
    ['a token signed by somebody else', async () => token({ key: (await generateKeyPair('RS256')).privateKey })],
    [
      'a token signed with the public key as a shared secret',
      () =>
        new SignJWT({ email: 'jane@example.com' })
          .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
          .setIssuer(`https://${team}`)
          .setAudience(AUDIENCE)
          .setExpirationTime('5m')
          .sign(new TextEncoder().encode('any secret that is long enough')),
    ],
  ];
  it.each(refusals)('%s', async (_, make) => {
    expect((await call(HISTORY, { ...withToken(await make()), env: access() })).status).toBe(401);
  });

  it('every token while the certificates cannot be had', async () => {
    certs = () => Promise.resolve(new Response('', { status: 500 }));
    expect((await call(HISTORY, { ...withToken(await token()), env: access() })).status).toBe(401);
    certs = () => Promise.reject(new Error('connection refused'));
    expect((await call(HISTORY, { ...withToken(await token()), env: access() })).status).toBe(401);
  });

  it('every token where Access is not configured, without asking anybody', async () => {
    expect((await call(HISTORY, withToken(await token()))).status).toBe(401);
    expect(globalThis.fetch).not.toHaveBeenCalled();
  });
});

it('half a configuration of Access is refused by name', async () => {
  const response = await call(HISTORY, { key: KEYS.read, env: { ACCESS_TEAM_DOMAIN: team } });
  expect(response.status).toBe(503);
  expect(await jsonOf(response)).toMatchObject({ detail: expect.stringContaining('ACCESS_AUD') as unknown });
});
