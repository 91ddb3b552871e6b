/** When the page last loaded itself again because a part of it was gone. */
const MARK = 'reloaded-for-new-version';
const ONCE_IN_MS = 60_000;

/**
 * A part of the page is not there under its name: a newer version has been deployed since this one was loaded. Loads
 * the new one, once; a second failure within a minute is a real one. Throws it.
 */
export function reloadForNewVersion(cause: unknown): Promise<never> {
  const before = Number(sessionStorage.getItem(MARK) ?? 0);
  if (!navigator.onLine || Date.now() - before < ONCE_IN_MS) throw cause;
  sessionStorage.setItem(MARK, String(Date.now()));
  location.reload();
  return new Promise(() => undefined);
}
