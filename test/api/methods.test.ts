import { describe, expect, it } from 'vitest';
import { ProblemBody } from '../../schema/api/problem.ts';
import { router } from '../../src/api/router.ts';
import { call, KEYS } from '../fixtures/api.ts';
import { someData } from '../fixtures/events.ts';
import { store } from '../fixtures/ledger.ts';

const address = (path: string) => path.replaceAll(/:\w+/g, '1');
const routes = router.routes.filter(([, , , path]) => path !== '*');
const paths = [...new Set(routes.map(([, , , path = '']) => path))];

/** What the routes of an address say by themselves; `/dead-letters/replay` is one and a `/dead-letters/:id`. */
const known = (path: string): string[] => [
  ...new Set(routes.flatMap(([method, pattern]) => (pattern.test(address(path)) ? [method] : []))),
];
const RUNS_BY_GET = '/api/v1/sentiment/analysis';
const allowed = (path: string): string =>
  [...known(path), ...(known(path).includes('GET') && path !== RUNS_BY_GET ? ['HEAD'] : []), 'OPTIONS']
    .sort()
    .join(', ');

const readable = routes.flatMap(([method, , , path = '']) => (method === 'GET' && path !== RUNS_BY_GET ? [path] : []));

const headersOf = ({ headers }: Response) => [...headers].filter(([name]) => name !== 'server-timing');

describe('every path', () => {
  it('answers a method that it has not with a 405 that names those it has', async () => {
    for (const path of paths) {
      const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !known(path).includes(method));
      for (const method of others) {
        const answer = await call(address(path), { method, key: KEYS.admin });
        expect([answer.status, answer.headers.get('allow')], `${method} ${path}`).toEqual([405, allowed(path)]);
        if (answer.headers.get('content-type')?.includes('text/html')) continue;
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(ProblemBody.parse(await answer.json())).toMatchObject({ status: 405, instance: address(path) });
      }
    }
  });

  it('tells its methods by OPTIONS, without a key', async () => {
    for (const path of paths) {
      const answer = await call(address(path), { method: 'OPTIONS' });
      const told = [answer.status, answer.headers.get('allow'), await answer.text()];
      expect(told, path).toEqual([204, allowed(path), '']);
    }
  });

  it('answers HEAD like GET, without the body', async () => {
    await store(someData('a'));
    for (const path of readable) {
      const get = await call(address(path), { key: KEYS.read });
      await get.arrayBuffer();
      const head = await call(address(path), { method: 'HEAD', key: KEYS.read });
      const told = [head.status, headersOf(head), await head.text()];
      expect(told, path).toEqual([get.status, headersOf(get), '']);
    }
  });
});

describe('a path', () => {
  it('that nobody knows is a 404 whatever the method', async () => {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      expect((await call('/api/v1/nothing', { method, key: KEYS.admin })).status, method).toBe(404);
    }
  });

  it('of the dashboard can only be read', async () => {
    for (const path of ['/', '/history', '/history/', '/jobs/1']) {
      const answer = await call(path, { method: 'POST', key: KEYS.admin });
      expect([answer.status, answer.headers.get('allow')], path).toEqual([405, 'GET, HEAD, OPTIONS']);
    }
  });
});
