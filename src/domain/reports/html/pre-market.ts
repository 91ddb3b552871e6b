import type { PreMarketContent, SymbolCall } from '../../../../schema/report-content.ts';
import { type Content, html, type Markup } from '../../html/markup.ts';
import { confidenceBar, outlookFacts, percent, quote, reasons, section, sentimentLabel } from './components.ts';

const card = (call: SymbolCall): Markup => html`<li>
<div class="line"><h3>${call.symbol}</h3>
${call.sentiment === null ? null : sentimentLabel(call.sentiment)}
${call.confidence === null ? null : confidenceBar(call.confidence)}
${call.direction === null ? null : quote(call.direction)}
${call.news_count === null ? null : html`<span class="soft">news items: ${call.news_count}</span>`}</div>
${call.reasoning === null ? null : html`<p>${quote(call.reasoning)}</p>`}
${call.signals.length === 0 ? null : html`<ul class="tags">${call.signals.map((label) => html`<li>${quote(label)}</li>`)}</ul>`}
</li>`;

const cards = (calls: readonly SymbolCall[], none: string): Markup =>
  calls.length === 0 ? html`<p>${none}</p>` : html`<ul class="cards">${calls.map(card)}</ul>`;

export const preMarketSections = (content: PreMarketContent): Content => [
  section('Market outlook', outlookFacts(content.outlook)),
  section(
    'Signals',
    html`<p class="soft">Confidence of ${percent(content.threshold)} or more, strongest first.</p>`,
    cards(content.high_confidence, 'No symbol reached that confidence.'),
  ),
  content.others.length === 0 ? null : section('Below the threshold', cards(content.others, '')),
  reasons('Failed', content.failed),
];
