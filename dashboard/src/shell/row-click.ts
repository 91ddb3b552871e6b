const OWN_USE = 'a, button, input, select, textarea, label, summary, .long';

/** Opens a row of a list wherever it is clicked, as its link would; what selects text or has a use of its own does not. */
export function openRows(): void {
  addEventListener('click', (event) => {
    const { target, ctrlKey, metaKey, shiftKey, altKey, button } = event;
    if (!(target instanceof Element) || button !== 0 || shiftKey || altKey || target.closest(OWN_USE)) return;
    if (getSelection()?.isCollapsed === false) return;
    const link = target.closest('tbody tr, .rows > li')?.querySelector('a[data-row]');
    link?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey }));
  });
}
