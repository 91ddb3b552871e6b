import type { WeeklyContent } from '../../../../schema/report-content.ts';
import { type Content, html } from '../../html/markup.ts';
import { callCell, percent, section, sentimentLabel, table } from './components.ts';
import { shortDate } from './page.ts';

const dayRows = ({ days }: WeeklyContent): Content[][] =>
  days.map(({ date, analysed, failed, average_confidence, outlook }) => [
    shortDate(date),
    outlook === null ? html`<span class="soft">none</span>` : sentimentLabel(outlook.sentiment),
    analysed,
    failed,
    average_confidence === null ? null : percent(average_confidence),
  ]);

const dayCell = (day: WeeklyContent['symbols'][number]['days'][number]): Content =>
  day !== null && day.error !== null ? html`<span class="bearish">failed</span>` : callCell(day);

const symbolRows = ({ symbols }: WeeklyContent): Content[][] =>
  symbols.map(({ symbol, days, flips, average_confidence }) => [
    symbol,
    ...days.map(dayCell),
    flips,
    average_confidence === null ? null : percent(average_confidence),
  ]);

const NUMBER = { kind: 'number' } as const;

export const weeklySections = (content: WeeklyContent): Content => [
  section(
    'Days',
    table(
      'days',
      `Week ${content.week}, ${shortDate(content.from)} to ${shortDate(content.to)}`,
      [
        { title: 'Day' },
        { title: 'Outlook' },
        { title: 'Analysed', ...NUMBER },
        { title: 'Failed', ...NUMBER },
        { title: 'Average confidence', ...NUMBER },
      ],
      dayRows(content),
    ),
  ),
  section(
    'Symbols',
    table(
      'symbols',
      'The last result of each day',
      [
        { title: 'Symbol' },
        ...content.days.map(({ date }) => ({ title: shortDate(date) })),
        { title: 'Flips', ...NUMBER },
        { title: 'Average confidence', ...NUMBER },
      ],
      symbolRows(content),
    ),
  ),
  section(
    'Flips',
    content.flips.length === 0
      ? html`<p>No symbol turned from bullish to bearish or back.</p>`
      : html`<ul>${content.flips.map(
          ({ symbol, date, from, to }) => html`<li>${shortDate(date)}: ${symbol} from ${from} to ${to}</li>`,
        )}</ul>`,
  ),
];
