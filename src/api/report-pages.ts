import type { IRequest } from 'itty-router';
import { SessionInput } from '../../schema/api/session.ts';
import type { ReportType } from '../../schema/report.ts';
import { renderReport } from '../domain/reports/render.ts';
import { openSession } from './auth/cookie.ts';
import { assertSameOrigin, mayRead } from './auth/guard.ts';
import { knownKey } from './auth/keys.ts';
import { signInPage } from './auth/sign-in-page.ts';
import type { Handler } from './context.ts';
import { pageHeaders } from './html-headers.ts';
import { readText } from './input.ts';
import { Problem } from './problem.ts';
import { limitRate } from './rate-limit.ts';
import { readReport, substance, wantedReport } from './reports.ts';
import { answerText } from './respond.ts';
import { startTiming } from './timing.ts';

const MAX_FORM_BYTES = 4096;
const FORM = 'application/x-www-form-urlencoded';

const signIn = async (failure: string | null): Promise<Response> =>
  new Response(signInPage(failure), {
    status: 401,
    headers: {
      ...(await pageHeaders()),
      'cache-control': 'no-store',
      'www-authenticate': 'Bearer realm="jobledger"',
    },
  });

/** GET of a report's page: the report, or the sign-in in its place. */
export const reportPage =
  (type: ReportType): Handler =>
  async (request, context) => {
    if (!(await mayRead(request, context))) return signIn(null);
    const timing = startTiming();
    const report = await readReport(context, timing, wantedReport(request, type, context.now()));
    return answerText(request, timing, renderReport(report), await pageHeaders(), substance(report));
  };

async function postedKey(request: IRequest): Promise<string | null> {
  const contentType = request.headers.get('content-type') ?? '';
  if (contentType.split(';')[0]?.trim().toLowerCase() !== FORM) {
    throw new Problem(415, 'unsupported-media-type', 'Unsupported media type', `The form is sent as ${FORM}.`);
  }
  const fields = new URLSearchParams(await readText(request, MAX_FORM_BYTES));
  return SessionInput.safeParse({ key: fields.get('key')?.trim() }).data?.key ?? null;
}

/** POST of the sign-in: changes the key for a session and leads back to the page. Guesses are limited by address. */
export const signInToPage: Handler = async (request, context) => {
  assertSameOrigin(request);
  await limitRate(context.env.RATE_LIMIT, `session:${request.headers.get('cf-connecting-ip') ?? ''}`);
  const key = await postedKey(request);
  const known = key === null ? null : await knownKey(context.config.API_KEYS, key);
  if (!known) return signIn('This key is not known here. Check that it is complete; keys are case-sensitive.');
  const { cookie } = await openSession(request, known, context.now());
  const { pathname, search } = new URL(request.url);
  const headers = { location: `${pathname}${search}`, 'set-cookie': cookie, 'cache-control': 'no-store' };
  return new Response(null, { status: 303, headers });
};
