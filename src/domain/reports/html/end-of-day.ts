import type { EndOfDayContent, EndOfDaySymbol } from '../../../../schema/report-content.ts';
import { type Content, html } from '../../html/markup.ts';
import {
  callCell,
  changeFacts,
  facts,
  outlookFacts,
  percent,
  quote,
  reasons,
  section,
  signed,
  table,
} from './components.ts';

function marketCell({ market }: EndOfDaySymbol): Content {
  if (market === null) return html`<span class="soft">unknown</span>`;
  const verdict = market.agrees === null ? null : market.agrees ? ', as called' : ', against the call';
  return `${signed(market.percent, 2)} %${verdict ?? ''}`;
}

const accuracyFacts = (accuracy: EndOfDayContent['accuracy']): Content =>
  accuracy === null
    ? null
    : facts([
        ['Calls borne out', percent(accuracy.rate)],
        ['Calls compared', accuracy.compared],
      ]);

const grounds = (symbols: readonly EndOfDaySymbol[]): Content => {
  const told = symbols.filter(({ reasoning }) => reasoning !== null);
  const entry = ({ symbol, reasoning }: EndOfDaySymbol) =>
    html`<li><h3>${symbol}</h3><p>${quote(reasoning ?? '')}</p></li>`;
  return told.length === 0 ? null : section('Grounds at the close', html`<ul class="cards">${told.map(entry)}</ul>`);
};

export const endOfDaySections = ({ outlook, counts, symbols, accuracy }: EndOfDayContent): Content => [
  section('Outlook at the close', outlookFacts(outlook)),
  section('Morning to close', changeFacts(counts), accuracyFacts(accuracy)),
  section(
    'Symbols',
    table(
      'symbols',
      'Each symbol through the day, and its price where known',
      [
        { title: 'Symbol' },
        { title: 'Morning' },
        { title: 'Midday' },
        { title: 'Close' },
        { title: 'Change' },
        { title: 'Market', kind: 'number' },
      ],
      symbols.map((symbol) => [
        symbol.symbol,
        callCell(symbol.morning),
        callCell(symbol.midday),
        callCell(symbol.close),
        symbol.change,
        marketCell(symbol),
      ]),
    ),
  ),
  grounds(symbols),
  reasons('Incomplete', symbols),
];
