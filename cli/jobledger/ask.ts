import { CommandError } from '../entry.ts';
import { EXIT } from './exit-codes.ts';

interface Called<T> {
  data?: T;
  error?: { title?: string | undefined; detail?: string | undefined; status?: number | undefined } | undefined;
  response: Response;
}

/** What a call of the client answered. Throws UNREACHABLE, KEY_REFUSED, REFUSED with the way out. */
export async function ask<T>(call: Promise<Called<T>>): Promise<T> {
  const { data, error, response } = await reached(call);
  if (data !== undefined && response.ok) return data;
  const said = error?.detail ?? error?.title ?? 'no reason given';
  if (response.status === 401 || response.status === 403) {
    throw new CommandError('KEY_REFUSED', `${said}\nName another key: --key <key>, or JOBLEDGER_KEY.`, {
      exitCode: EXIT.unreachable,
    });
  }
  throw new CommandError('REFUSED', `${new URL(response.url).pathname} answered ${response.status}: ${said}`);
}

async function reached<T>(call: Promise<Called<T>>): Promise<Called<T>> {
  try {
    return await call;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new CommandError(
      'UNREACHABLE',
      'Jobledger does not answer. Is it running? Start it: npm start   (elsewhere: --url <address>)',
      { cause, exitCode: EXIT.unreachable },
    );
  }
}
