import { useEffect, useState } from 'preact/hooks';
import { theme } from '../state/preferences.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Counts the changes between light and dark: what draws on a canvas draws again. */
export function useThemeChange(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const changed = () => setChanges((count) => count + 1);
    dark.addEventListener('change', changed);
    const unwatch = theme.watch(changed);
    return () => {
      dark.removeEventListener('change', changed);
      unwatch();
    };
  }, []);
  return changes;
}

/** What a colour of the stylesheet is in the theme of an element: a canvas knows no `light-dark()`. */
export function colourIn(element: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
