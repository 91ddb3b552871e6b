const whole = new Intl.NumberFormat('en');

/** 1,234; an em dash for what is not there. */
export const count = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : whole.format(value);

/** A share of one as a percentage with at most one decimal; never rounded up to 100 nor down to 0. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return '—';
  const tenths = Math.round(share * 1000);
  const honest = share < 1 && tenths === 1000 ? 999 : share > 0 && tenths === 0 ? 1 : tenths;
  return `${honest % 10 === 0 ? honest / 10 : (honest / 10).toFixed(1)} %`;
}

/** 850 ms, 45.0 s, 2 min 05 s, 1 h 02 min, 5 d 03 h. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '—';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes >= 2 * 1440)
    return `${Math.floor(minutes / 1440)} d ${String(Math.floor(minutes / 60) % 24).padStart(2, '0')} h`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** 512 B, 14 kB, 1.2 MB. */
export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return '—';
  if (value < 1000) return `${value} B`;
  if (value < 1e6) return `${(value / 1000).toFixed(value < 10_000 ? 1 : 0)} kB`;
  return `${(value / 1e6).toFixed(1)} MB`;
}

/** "1 run", "3 runs". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${whole.format(value)} ${value === 1 ? one : many}`;

/** "4 of 5"; an em dash of none. */
export const countOf = (part: number | null | undefined, all: number | null | undefined): string =>
  all ? `${count(part)} of ${count(all)}` : '—';

/** The smallest value that at least so large a share of the ascending values does not exceed. */
export const nearestRank = (ascending: readonly number[], share: number): number =>
  ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? 0;
