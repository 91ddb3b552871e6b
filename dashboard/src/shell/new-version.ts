import { connection } from '../state/connection.ts';

/** When the page last loaded itself again because a part of it was gone. */
const MARK = 'reloaded-for-new-version';
const ONCE_IN_MS = 60_000;

const never = (): Promise<never> => new Promise(() => undefined);

/**
 * A part of the page did not come. Either the server is away: then it is loaded again when that is back. Or a newer
 * version has been deployed since this one was loaded: then that is loaded, once; a second failure within a minute is
 * a real one. Throws it.
 */
export async function reloadForNewVersion(cause: unknown): Promise<never> {
  if (!(await connection.isThere())) {
    connection.whenBack(() => location.reload());
    connection.lost();
    return never();
  }
  const before = Number(sessionStorage.getItem(MARK) ?? 0);
  if (Date.now() - before < ONCE_IN_MS) throw cause;
  sessionStorage.setItem(MARK, String(Date.now()));
  location.reload();
  return never();
}
