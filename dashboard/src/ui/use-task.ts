import { useState } from 'preact/hooks';
import { asError } from '../state/as-error.ts';

/** Something that is under way, or failed. */
export interface Task<A extends unknown[]> {
  busy: boolean;
  error: Error | null;
  run: (...args: A) => void;
}

/** Work that a click starts; a second one waits for the end of the first. */
export function useTask<A extends unknown[]>(work: (...args: A) => Promise<void>): Task<A> {
  const [state, setState] = useState<{ busy: boolean; error: Error | null }>({ busy: false, error: null });
  const run = async (...args: A) => {
    if (state.busy) return;
    setState({ busy: true, error: null });
    try {
      await work(...args);
      setState({ busy: false, error: null });
    } catch (cause) {
      setState({ busy: false, error: asError(cause) });
    }
  };
  return { ...state, run: (...args) => void run(...args) };
}
