import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * Holds a value back while the pointer or the focus is in a region, so that nothing moves away from under them. Gives
 * the value to show, whether a newer one waits, and the region's ref.
 */
export function useHeld<T>(value: T): [T, boolean, RefObject<HTMLElement | null>] {
  const region = useRef<HTMLElement>(null);
  const [busy, setBusy] = useState(false);
  const shown = useRef(value);
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    const look = () => setBusy(element.matches(':hover') || element.contains(document.activeElement));
    // The focus has not arrived yet when it leaves.
    const lookSoon = () => setTimeout(look);
    const events = ['pointerenter', 'pointerleave', 'focusin', 'focusout'];
    for (const event of events) element.addEventListener(event, lookSoon);
    return () => {
      for (const event of events) element.removeEventListener(event, lookSoon);
    };
  }, []);
  // What was never shown cannot move.
  if (!busy || shown.current === null) shown.current = value;
  return [shown.current, shown.current !== value, region];
}
