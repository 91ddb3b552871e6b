import type { Session, SessionAnswer } from '../../../schema/api/session.ts';
import { createStore, useStore } from './store.ts';

export type Scope = Session['scope'];
type Standing = Pick<SessionAnswer, 'session' | 'public_reads'>;

const SCOPES: readonly Scope[] = ['read', 'write', 'admin'];

/** Who is looking; null until the server has said. */
export const standing = createStore<Standing | null>(null);

/** Why it is not known who is looking; null when it is, or is being asked. */
export const standingFailure = createStore<Error | null>(null);

/** The session has ended: pages give way to the sign-in. */
export function sessionEnded(): void {
  const held = standing.get();
  if (held?.session || held?.public_reads) standing.set({ session: null, public_reads: false });
}

/** Why the person may not do what needs `scope`, in words for them; null when they may. */
export function useObstacle(scope: Scope): string | null {
  const held = useStore(standing)?.session ?? null;
  if (held && SCOPES.indexOf(held.scope) >= SCOPES.indexOf(scope)) return null;
  if (!held) return `This needs a key of scope ${scope}. Sign in with one.`;
  return `This needs a key of scope ${scope}; yours has ${held.scope}.`;
}
