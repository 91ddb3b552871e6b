const PATHS = {
  up: 'M8 2 15 14H1z',
  down: 'M8 14 1 2h14z',
  square: 'M2 2h12v12H2z',
  pause: 'M3 2h3.6v12H3zM9.4 2H13v12H9.4z',
  play: 'M3 1.5 14 8 3 14.5z',
  again: 'M8 2a6 6 0 1 0 5.7 7.9l-1.7-.6A4.2 4.2 0 1 1 10.7 5L8.8 6.9H14V1.7l-2 2A6 6 0 0 0 8 2z',
  close: 'm3.2 2 4.8 4.8L12.8 2 14 3.2 9.2 8l4.8 4.8-1.2 1.2L8 9.2 3.2 14 2 12.8 6.8 8 2 3.2z',
  left: 'M10.5 2 12 3.5 7.5 8l4.5 4.5-1.5 1.5-6-6z',
  right: 'm5.5 2 6 6-6 6L4 12.5 8.5 8 4 3.5z',
  first: 'M2 2h2v12H2zM12.5 2 14 3.5 9.5 8l4.5 4.5-1.5 1.5-6-6z',
  to: 'M9.5 3.5 14 8l-4.5 4.5-1.3-1.3 2.2-2.3H2V7.1h8.4L8.2 4.8z',
} as const;

export type IconName = keyof typeof PATHS;

/** A sign beside words that say the same; screen readers pass it over. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);

/** "from this to that", read aloud as "to". */
export const To = () => (
  <>
    <Icon name="to" />
    <span class="unseen">to</span>
  </>
);
