import { type Call, CHANGES, type ChangeCounts, type Outlook } from '../../../../schema/report-content.ts';
import type { Sentiment } from '../../../../schema/result.ts';
import { type Content, html, type Markup } from '../../html/markup.ts';

/** Stored text, kept to itself: its direction cannot turn what stands around it. */
export const quote = (text: string): Markup => html`<bdi>${text}</bdi>`;

/** A share as a whole percentage. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** A number with its sign. */
export const signed = (value: number, digits: number): string =>
  `${value < 0 ? '−' : value > 0 ? '+' : ''}${Math.abs(value).toFixed(digits)}`;

export const sentimentLabel = (sentiment: Sentiment): Markup =>
  html`<span class="call ${sentiment}">${sentiment}</span>`;

/** What was said of a symbol, for a cell: sentiment and confidence, or a dash. */
export function callCell(call: Call | null): Markup {
  if (call === null) return html`<span class="soft">none</span>`;
  const sentiment = call.sentiment === null ? html`<span class="soft">unstated</span>` : sentimentLabel(call.sentiment);
  return call.confidence === null ? sentiment : html`${sentiment} ${percent(call.confidence)}`;
}

/** A confidence as a number and a bar. */
export const confidenceBar = (confidence: number): Markup =>
  html`<span>${percent(confidence)} <meter min="0" max="1" value="${confidence}" aria-hidden="true"></meter></span>`;

export interface Column {
  title: string;
  /** `number` aligns right, `long` gives running text its room. */
  kind?: 'number' | 'long';
}

const classOf = (kind: Column['kind']): Content => (kind === undefined ? null : html` class="${kind}"`);

/** A table with its caption; the first cell of each row names the row. A table too wide for a phone scrolls alone. */
export const table = (id: string, caption: string, columns: readonly Column[], rows: readonly Content[][]): Markup =>
  html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table>
<caption id="${id}">${caption}</caption>
<thead><tr>${columns.map(({ title, kind }) => html`<th scope="col"${classOf(kind)}>${title}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([name = null, ...cells]) =>
      html`<tr><th scope="row">${name}</th>${cells.map(
        (cell, place) => html`<td${classOf(columns[place + 1]?.kind)}>${cell}</td>`,
      )}</tr>\n`,
  )}</tbody>
</table></div>`;

/** Named figures. */
export const facts = (entries: readonly (readonly [string, Content])[]): Markup =>
  html`<dl class="facts">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

export const section = (title: string, ...content: Content[]): Markup =>
  html`<section><h2>${title}</h2>\n${content}\n</section>\n`;

/** The market as a whole. */
export function outlookFacts(outlook: Outlook | null): Markup {
  if (outlook === null) return html`<p>No symbol was usable, so there is no outlook.</p>`;
  return facts([
    ['Outlook', sentimentLabel(outlook.sentiment)],
    ['Score (−1 to +1)', signed(outlook.score, 2)],
    ['Average confidence', percent(outlook.average_confidence)],
    ['Bullish, neutral, bearish', `${outlook.bullish}, ${outlook.neutral}, ${outlook.bearish}`],
  ]);
}

export const changeFacts = (counts: ChangeCounts): Markup => facts(CHANGES.map((change) => [change, counts[change]]));

/** Symbols with the reason why something is missing; nothing where nothing is. */
export const reasons = (title: string, symbols: readonly { symbol: string; reason: string | null }[]): Content => {
  const rows = symbols.flatMap(({ symbol, reason }) => (reason === null ? [] : [[symbol, quote(reason)]]));
  const columns: Column[] = [{ title: 'Symbol' }, { title: 'Reason', kind: 'long' }];
  return rows.length === 0 ? null : section(title, table('reasons', `Symbols: ${rows.length}`, columns, rows));
};
