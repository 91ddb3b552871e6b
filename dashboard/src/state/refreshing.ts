import { connection } from './connection.ts';
import { createStore } from './store.ts';

const paused = createStore(false);
const lastAnswer = createStore(0);

/** Whether pages ask again by themselves, and when the server last answered. */
export const refreshing = {
  paused,
  /** Epoch ms. */
  lastAnswer,
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
