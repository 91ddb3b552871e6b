import type { IRequest } from 'itty-router';
import { SessionInput } from '../../../schema/api/session.ts';
import type { Handler } from '../context.ts';
import { pageHeaders } from '../html-headers.ts';
import { readText } from '../input.ts';
import { Problem } from '../problem.ts';
import { limitGuesses } from '../rate-limit.ts';
import { openSession } from './cookie.ts';
import { assertSameOrigin } from './guard.ts';
import { knownKey } from './keys.ts';
import { signInPage } from './sign-in-page.ts';

const MAX_FORM_BYTES = 4096;
const FORM = 'application/x-www-form-urlencoded';

/** The sign-in in the place of a page; `failure` is what was wrong with the last try. */
export const answerSignIn = async (failure: string | null): Promise<Response> =>
  new Response(signInPage(failure), {
    status: 401,
    headers: {
      ...(await pageHeaders()),
      'cache-control': 'no-store',
      'www-authenticate': 'Bearer realm="jobledger"',
    },
  });

async function postedKey(request: IRequest): Promise<string | null> {
  const contentType = request.headers.get('content-type') ?? '';
  if (contentType.split(';')[0]?.trim().toLowerCase() !== FORM) {
    throw new Problem(415, 'unsupported-media-type', 'Unsupported media type', `The form is sent as ${FORM}.`);
  }
  const fields = new URLSearchParams(await readText(request, MAX_FORM_BYTES));
  return SessionInput.safeParse({ key: fields.get('key')?.trim() }).data?.key ?? null;
}

/** POST to a page: changes the key for a session and leads back to it. */
export const signInToPage: Handler = async (request, context) => {
  assertSameOrigin(request);
  await limitGuesses(context.env.RATE_LIMIT, request);
  const key = await postedKey(request);
  const known = key === null ? null : await knownKey(context.config.API_KEYS, key);
  if (!known) return answerSignIn('This key is not known here. Check that it is complete; keys are case-sensitive.');
  const { cookie } = await openSession(request, known, context.now());
  const { pathname, search } = new URL(request.url);
  const headers = { location: `${pathname}${search}`, 'set-cookie': cookie, 'cache-control': 'no-store' };
  return new Response(null, { status: 303, headers });
};
