import type { SessionAnswer } from '../../../schema/api/session.ts';
import { asError } from './as-error.ts';
import { receive, send } from './http.ts';
import { forgetReads } from './reads.ts';
import { standing, standingFailure } from './session.ts';

const PATH = '/api/v1/session';

/** Tells the other tabs to ask again who is signed in. Carries no key. */
const tabs = new BroadcastChannel('session');

function take({ session, public_reads }: SessionAnswer): void {
  // Who is still the same person keeps the page, and what it shows.
  if (session?.name !== standing.get()?.session?.name) forgetReads();
  standing.set({ session, public_reads });
}

/** Asks the server who is looking; where it does not say, `standingFailure` holds why. */
export async function loadSession(): Promise<void> {
  standingFailure.set(null);
  try {
    take(await receive<SessionAnswer>(PATH));
  } catch (error) {
    standingFailure.set(asError(error));
  }
}

/** Changes a key for the session cookie. Throws RequestRefused with 401 for a key that is not known. */
export async function signIn(key: string): Promise<void> {
  take(await send<SessionAnswer>('POST', PATH, { key }));
  tabs.postMessage('changed');
}

/** Ends the session in every tab. */
export async function signOut(): Promise<void> {
  take(await send<SessionAnswer>('DELETE', PATH));
  tabs.postMessage('changed');
}

tabs.addEventListener('message', () => void loadSession());
