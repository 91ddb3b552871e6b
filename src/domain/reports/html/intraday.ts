import type { IntradayContent } from '../../../../schema/report-content.ts';
import type { Content } from '../../html/markup.ts';
import { callCell, changeFacts, reasons, section, signed, table } from './components.ts';

export const intradaySections = ({ counts, symbols }: IntradayContent): Content => [
  section('Against the morning', changeFacts(counts)),
  section(
    'Symbols',
    table(
      'symbols',
      'Each symbol at midday against the morning',
      [
        { title: 'Symbol' },
        { title: 'Change' },
        { title: 'Morning' },
        { title: 'Midday' },
        { title: 'Confidence, points', kind: 'number' },
      ],
      symbols.map(({ symbol, change, morning, midday, confidence_change }) => [
        symbol,
        change,
        callCell(morning),
        callCell(midday),
        confidence_change === null ? null : signed(confidence_change * 100, 0),
      ]),
    ),
  ),
  reasons('Incomplete', symbols),
];
