import { clip } from '../../src/domain/text.ts';

/** Longest headline we keep, in UTF-16 code units. */
export const MAX_TITLE_CHARS = 500;

/** Control characters, and the format characters that can reorder or hide text; the joiners of emoji and scripts stay. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** One line of plain text out of whatever a feed or a caller sent: bounded, no control characters, no half characters. */
export function headlineText(text: string, max: number): string {
  // Cut first, so that a title of megabytes costs no more than a long one.
  const line = text
    .slice(0, max * 4)
    .toWellFormed()
    .replace(INVISIBLE, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clip(line, max);
}
