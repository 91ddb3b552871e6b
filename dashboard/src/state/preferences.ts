import { createStore, type Store } from './store.ts';

/** A choice kept in this browser, shared by its tabs. Holds nothing but one of `values`: no key, no stored text. */
function preference<T extends string>(name: string, values: readonly [T, ...T[]]): Store<T> {
  const read = (): T => values.find((value) => value === localStorage.getItem(name)) ?? values[0];
  const store = createStore(read());
  addEventListener('storage', (event) => {
    if (event.key === name || event.key === null) store.set(read());
  });
  return {
    ...store,
    set: (value) => {
      localStorage.setItem(name, value);
      store.set(value);
    },
  };
}

export const THEMES = ['system', 'light', 'dark'] as const;
export const theme = preference('theme', THEMES);

/** How times are shown: as the exchange's clock, this machine's, or as an age. */
export const CLOCKS = ['eastern', 'local', 'relative'] as const;
export type Clock = (typeof CLOCKS)[number];
export const clock = preference('clock', CLOCKS);

/** Single-key shortcuts can be in the way of speech input, so they can be switched off. */
export const shortcuts = preference('shortcuts', ['on', 'off']);

function showTheme(): void {
  const chosen = theme.get();
  if (chosen === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
}
theme.watch(showTheme);
