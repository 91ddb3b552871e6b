import { CommandError } from '../entry.ts';
import { EXIT } from './exit-codes.ts';

interface Called<T> {
  data?: T;
  error?: { title?: string | undefined; detail?: string | undefined; status?: number | string | undefined } | undefined;
  response: Response;
}

/** What a call of the client answered. Throws UNREACHABLE, NOT_JOBLEDGER, KEY_REFUSED, REFUSED with the way out. */
export async function ask<T extends { success: boolean }>(call: Promise<Called<T>>): Promise<T> {
  const { data, error, response } = await reached(call);
  // The types say what Jobledger answers; whoever else may listen there, they do not know.
  const own: unknown = data ?? error;
  if (typeof own !== 'object' || own === null || !('success' in own)) throw stranger(response.url);
  if (data?.success === true && response.ok) return data;
  const said = error?.detail ?? error?.title ?? 'no reason given';
  if (response.status === 401 || response.status === 403) {
    throw new CommandError('KEY_REFUSED', `${said}\nName another key: --key <key>, or JOBLEDGER_KEY.`, {
      exitCode: EXIT.unreachable,
    });
  }
  throw new CommandError('REFUSED', `${new URL(response.url).pathname} answered ${response.status}: ${said}`, {
    // The commands form requests of what the person wrote.
    exitCode: response.status === 400 ? EXIT.usage : EXIT.failed,
  });
}

const stranger = (url: string, cause?: unknown): CommandError =>
  new CommandError(
    'NOT_JOBLEDGER',
    `What answers ${url === '' ? 'there' : `at ${url}`} is not Jobledger. Name its address: --url <address>, or with --remote JOBLEDGER_URL.`,
    { cause, exitCode: EXIT.unreachable },
  );

async function reached<T>(call: Promise<Called<T>>): Promise<Called<T>> {
  try {
    return await call;
  } catch (cause) {
    if (cause instanceof SyntaxError) throw stranger('', cause); // No JSON.
    if (!(cause instanceof TypeError)) throw cause;
    throw unreachable('', cause);
  }
}

const unreachable = (where: string, cause: unknown): CommandError =>
  new CommandError(
    'UNREACHABLE',
    `Jobledger does not answer${where}. Is it running? Start it: npm start   (elsewhere: --url <address>)`,
    { cause, exitCode: EXIT.unreachable },
  );

/** The global fetch, which cannot say what it did not reach. Throws UNREACHABLE. */
export async function fetchOrSayWhere(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw unreachable(` at ${new URL(request.url).origin}`, cause);
  }
}
