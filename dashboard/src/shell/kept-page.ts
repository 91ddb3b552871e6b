import { standing, standingFailure } from '../state/session.ts';
import { loadSession } from '../state/sign-in.ts';

/**
 * A browser keeps the page that is left, and shows it again on the way back as it was. Somebody may have signed out
 * since: it shows nothing before the server has said who looks now.
 */
export function hideKeptPage(root: HTMLElement): void {
  addEventListener('pagehide', ({ persisted }) => {
    if (persisted) root.hidden = true;
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void show(root);
  });
}

async function show(root: HTMLElement): Promise<void> {
  await loadSession();
  if (standingFailure.get() !== null) standing.set(null);
  root.hidden = false;
}
