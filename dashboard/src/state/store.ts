import { useEffect, useState } from 'preact/hooks';

/** A value that components can watch. */
export interface Store<T> {
  get: () => T;
  set: (value: T) => void;
  /** Calls back on every change; returns how to stop. */
  watch: (listener: () => void) => () => void;
}

/** Makes a store; setting what it already holds tells nobody. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value; renders again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [, render] = useState({});
  const value = store.get();
  useEffect(() => {
    // It may have changed between the render and now.
    if (!Object.is(store.get(), value)) render({});
    return store.watch(() => render({}));
  }, [store]);
  return value;
}
