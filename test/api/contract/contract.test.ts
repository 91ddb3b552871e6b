import { env as bindings } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import type { oas32 } from 'zod-openapi';
import { router } from '../../../src/api/router.ts';
import { call, KEYS } from '../../fixtures/api.ts';
import { heldQueue } from '../../fixtures/dead-letters.ts';
import { type Asked, CALLS } from './calls.ts';
import { type Described, described, deviations, document, documented, faults } from './described.ts';
import { FAULTS, INSIDE } from './faults.ts';

const operationId = ({ operation }: Described): string => operation.operationId ?? '';
const callsOf = (each: Described): Asked[] => CALLS[operationId(each)] ?? [];

/** What an operation's document offers as a body, if it offers one. */
function exampleOf({ operation: { requestBody } }: Described): unknown {
  const media = requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined;
  return media && 'example' in media ? media.example : undefined;
}

/** Takes what it is sent and delivers it to nobody: other tests have rows of their own to count. */
const quietQueue = { ...heldQueue().queue, metrics: () => bindings.JOB_EVENTS.metrics() };

/** Statuses that each operation was seen to answer. */
const seen = new Map(described.map((each) => [operationId(each), new Set<number>()]));

async function ask(each: Described, asked: Asked): Promise<Response> {
  const { path, query = '', headers, body, env } = { ...asked, ...(await asked.before?.()) };
  const filled = each.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path?.[name] ?? '1'));
  const key = headers && 'authorization' in headers ? undefined : KEYS.admin;
  const answer = await call(filled + query, {
    method: each.method.toUpperCase(),
    key: headers?.['cookie'] === undefined ? key : undefined,
    headers,
    body: body ?? exampleOf(each),
    env: { JOB_EVENTS: quietQueue, ...env },
  });
  seen.get(operationId(each))?.add(answer.status);
  return answer;
}

/** What an operation takes and answers, by media type. */
function contentsOf({ requestBody, responses = {} }: oas32.OperationObject): oas32.ContentObject[] {
  const given = Object.values(responses) as (oas32.ResponseObject | oas32.ReferenceObject)[];
  return [...(requestBody ? [requestBody] : []), ...given].flatMap((each) =>
    'content' in each && each.content ? [each.content] : [],
  );
}

const isGuarded = ({ operation }: Described): boolean => (operation.security ?? []).length > 0;
const isRead = (each: Described): boolean => documented(each, 304) !== undefined;
const scopeOf = ({ operation }: Described): string => operation.security?.[0]?.['bearer']?.[0] ?? '';
/** A key that is not enough for the scope. */
const LESSER: Readonly<Record<string, string>> = { admin: KEYS.write, write: KEYS.read };
const goodCall = (each: Described): Asked => callsOf(each)[0] ?? {};

describe('the OpenAPI document', () => {
  it('has every route of the router, and no other', () => {
    const routes = router.routes
      .map(([method, , , path = '']) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
      .filter((name) => name !== 'GET *' && name !== 'ALL *');
    expect(described.map(({ name }) => name).sort()).toEqual(routes.sort());
  });

  it('names every operation once, and every one is called below', () => {
    const ids = described.map(operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(CALLS).sort()).toEqual(ids.sort());
  });

  it('is OpenAPI 3.1, served without a key', async () => {
    const served = await (await call('/api/v1/openapi.json')).json();
    expect(served).toEqual(document);
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  it('says of every parameter and operation what it is', () => {
    for (const { operation, path } of described) {
      expect(operation.summary, path).toBeTruthy();
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const parameters = (operation.parameters ?? []).flatMap((each) => ('name' in each ? [each] : []));
      expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(named);
      for (const { description } of parameters) expect(description).toBeTruthy();
    }
  });

  it('gives examples that are right', () => {
    let checked = 0;
    for (const { operation, name } of described) {
      for (const content of contentsOf(operation)) {
        const media = content['application/json'];
        if (!media || !('example' in media) || typeof media.schema !== 'object') continue;
        expect(faults(media.schema, media.example), name).toEqual([]);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(10);
  });
});

describe.each(described)('$name', (each) => {
  it('answers as it is documented', async () => {
    for (const asked of callsOf(each)) {
      const answer = await ask(each, asked);
      expect(answer.status).toBe(asked.status);
      expect(await deviations(each, answer)).toEqual([]);
    }
  });

  it('refuses whom it says, and what it does not know', async () => {
    const refused: [number, Asked][] = [];
    if (each.method === 'get' || each.path.startsWith('/api/')) refused.push([400, { query: '?unheard-of=1' }]);
    if (isGuarded(each)) refused.push([401, { headers: { authorization: 'Bearer nobody-knows-it' } }]);
    const lesser = LESSER[scopeOf(each)];
    if (lesser !== undefined) refused.push([403, { headers: { authorization: `Bearer ${lesser}` } }]);
    for (const [status, asked] of refused) {
      const answer = await ask(each, { ...goodCall(each), before: undefined, ...asked });
      expect(answer.status).toBe(status);
      expect(await deviations(each, answer)).toEqual([]);
    }
  });

  it('answers as it is documented whatever fails, and tells nothing of its inside', async () => {
    const { before, ...good } = goodCall(each);
    const ready = { ...good, ...(await before?.()) };
    const logs = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')].map((log) => log.mockReturnValue());
    for (const { name, asked, breakIt } of FAULTS) {
      if (asked.body !== undefined && each.method === 'get') continue;
      const mend = breakIt?.();
      const trial = ask(each, { ...ready, ...asked, headers: { ...ready.headers, ...asked.headers } });
      const answer = await trial.finally(() => mend?.());
      const text = await answer.clone().text();
      expect(text, name).not.toContain(INSIDE);
      expect(await deviations(each, answer), name).toEqual([]);
    }
    for (const log of logs) log.mockRestore();
  });
});

describe.each(described.filter(isRead))('$name', (each) => {
  it('answers 304 to who has the answer', async () => {
    const { before, ...good } = goodCall(each);
    const asked = { ...good, ...(await before?.()) };
    const first = await ask(each, asked);
    const etag = first.headers.get('etag') ?? '';
    await first.body?.cancel();
    const again = await ask(each, { ...asked, headers: { ...asked.headers, 'if-none-match': etag } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  });
});

it('every status that is documented has been seen above, of every operation', () => {
  const unseen = described.map((each) => {
    const statuses = Object.keys(each.operation.responses ?? {}).map(Number);
    return [each.name, statuses.filter((status) => !seen.get(operationId(each))?.has(status))] as const;
  });
  expect(unseen.filter(([, statuses]) => statuses.length > 0)).toEqual([]);
});
