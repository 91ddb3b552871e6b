/** At most `most` UTF-16 code units of a text, cut between characters and marked with an ellipsis. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
