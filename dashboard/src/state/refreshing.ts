import { connection } from './connection.ts';
import { createStore } from './store.ts';

const paused = createStore(false);
const lastAnswer = createStore(0);
const shown = createStore(0);

/** The next page asks for what it shows a moment after the one before has gone. */
const BETWEEN_PAGES_MS = 250;

/** Whether pages ask again by themselves, and when the server last answered. */
export const refreshing = {
  paused,
  /** Epoch ms. */
  lastAnswer,
  /** How many reads the page shows. */
  shown,
  /** The page shows one more read; returns how to tell that it does so no longer. */
  show(): () => void {
    shown.set(shown.get() + 1);
    return () => void setTimeout(() => shown.set(shown.get() - 1), BETWEEN_PAGES_MS);
  },
  answered: (): void => lastAnswer.set(Date.now()),
  /** Calls back every so many ms while somebody can see it; at once on return to a page that was hidden for longer. */
  every(ms: number, callback: () => void): () => void {
    let last = Date.now();
    const due = () => {
      if (paused.get() || document.hidden || connection.get().gone || Date.now() - last < ms * 0.9) return;
      last = Date.now();
      callback();
    };
    const timer = setInterval(due, ms);
    document.addEventListener('visibilitychange', due);
    const unwatch = paused.watch(due);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', due);
      unwatch();
    };
  },
};
