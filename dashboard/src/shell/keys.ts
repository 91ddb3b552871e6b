import { shortcuts } from '../state/preferences.ts';
import { createStore } from '../state/store.ts';

/** Whether the list of keys is open. */
export const keysOpen = createStore(false);

const ROW = '[data-row]';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Moves the focus to the next or previous row of the page's list. */
function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)];
  if (rows.length === 0) return;
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: 'nearest' });
}

function search(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  field?.focus();
  field?.select();
}

const ACTIONS: Readonly<Record<string, () => void>> = {
  '/': search,
  j: () => moveRow(1),
  k: () => moveRow(-1),
  '?': () => keysOpen.set(true),
};

/** What each key does, for the list of them. */
export const KEYS: readonly (readonly [string, string])[] = [
  ['/', 'Search: to the first filter of the page'],
  ['j', 'Next row'],
  ['k', 'Previous row'],
  ['Enter', 'Open the row'],
  ['Alt ←', 'Back to the list, as it was'],
  ['?', 'This list'],
  ['Esc', 'Close'],
];

/** Listens for the single-key shortcuts; none of them works while somebody types or a dialog is open. */
export function watchKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (shortcuts.get() === 'off' || document.querySelector('dialog[open]')) return;
    const action = ACTIONS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
