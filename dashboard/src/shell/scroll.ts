/** Where each address was scrolled to when it was left. */
const places = new Map<string, number>();
/** A page that takes longer to come back stays at its top. */
const PATIENCE_MS = 2000;

/** Scrolls there as soon as the page is long enough, unless the person scrolls first. */
function restore(place: number): void {
  const until = Date.now() + PATIENCE_MS;
  const own = new AbortController();
  for (const event of ['wheel', 'touchstart', 'keydown', 'pointerdown']) {
    addEventListener(event, () => own.abort(), { signal: own.signal, passive: true });
  }
  const step = () => {
    if (own.signal.aborted) return;
    scrollTo(0, place);
    if (Math.abs(scrollY - place) < 2 || Date.now() > until) own.abort();
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

/** Going back or forward leads to the same place of the page: the browser would look before the rows are there. */
export function keepPlaces(): void {
  history.scrollRestoration = 'manual';
  addEventListener('scroll', () => void places.set(location.href, scrollY), { passive: true });
  addEventListener('popstate', () => restore(places.get(location.href) ?? 0));
  // A reload is the browser's business.
  addEventListener('pagehide', () => (history.scrollRestoration = 'auto'));
}
