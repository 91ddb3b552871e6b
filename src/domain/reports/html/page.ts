import { DateTime } from 'luxon';
import { REPORT_TYPES, type Report, type ReportState, type ReportType } from '../../../../schema/report.ts';
import { nextTradingDay, previousTradingDay } from '../../calendar.ts';
import { addDays, easternTime } from '../../eastern.ts';
import { type Content, html, type Markup, styleElement } from '../../html/markup.ts';
import { PAGE_CSS } from '../../html/stylesheet.ts';
import { quote, section } from './components.ts';

const TITLES: Readonly<Record<ReportType, string>> = {
  'pre-market': 'Pre-market briefing',
  intraday: 'Intraday check',
  'end-of-day': 'End-of-day summary',
  weekly: 'Weekly review',
};

/** Where each report's page is served. */
export const REPORT_PATHS: Readonly<Record<ReportType, string>> = {
  'pre-market': '/pre-market-briefing',
  intraday: '/intraday-check',
  'end-of-day': '/end-of-day-summary',
  weekly: '/weekly-review',
};

const STATES: Readonly<Record<ReportState, string>> = {
  scheduled: 'Scheduled',
  processing: 'Processing',
  present: 'Stored',
  stale: 'Earlier results',
  no_data: 'No data',
};

const SOURCES = { d1: 'D1', kv: 'KV (fallback)' } as const;

/** Thursday, 8 January 2026. */
export const longDate = (date: string): string =>
  DateTime.fromISO(date, { zone: 'utc', locale: 'en' }).toFormat('cccc, d LLLL yyyy');

/** Thu 8 Jan. */
export const shortDate = (date: string): string =>
  DateTime.fromISO(date, { zone: 'utc', locale: 'en' }).toFormat('ccc d LLL');

/** An instant as a machine-readable time that shows New York's clock. */
function easternClock(instant: string): Markup {
  const { date, hour, minute } = easternTime(Date.parse(instant));
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return html`<time datetime="${instant}">${date} ${clock} ET</time>`;
}

/** The date on which another report's page opens: the weekly review's Sunday has no daily reports of its own. */
const linkDate = ({ report_type, requested_date }: Report, type: ReportType): string =>
  report_type === 'weekly' && type !== 'weekly' ? previousTradingDay(requested_date) : requested_date;

const reportLinks = (report: Report): Content =>
  REPORT_TYPES.map((type) => {
    const current = type === report.report_type ? html` aria-current="page"` : null;
    return html`<li><a href="${REPORT_PATHS[type]}?date=${linkDate(report, type)}"${current}>${TITLES[type]}</a></li>`;
  });

function otherDates({ report_type: type, requested_date: date }: Report): Markup {
  const [before, after] =
    type === 'weekly' ? [addDays(date, -7), addDays(date, 7)] : [previousTradingDay(date), nextTradingDay(date)];
  const path = REPORT_PATHS[type];
  return html`<nav aria-label="Other dates"><ul>
<li><a href="${path}?date=${before}" rel="prev">Before: ${shortDate(before)}</a></li>
<li><a href="${path}?date=${after}" rel="next">After: ${shortDate(after)}</a></li>
</ul></nav>`;
}

const runLine = ({ part, status, executed_at }: Report['runs'][number]): Content =>
  Number.isNaN(Date.parse(executed_at))
    ? html`<li>${part}: ${status}</li>`
    : html`<li>${part}: ${status}, ${easternClock(executed_at)}</li>`;

const dateline = (report: Report): Markup => html`<p class="dateline">
<time datetime="${report.business_date}">${longDate(report.business_date)}</time>
<span class="state state-${report.state}">${STATES[report.state]}</span>
${report.scheduled_at === null ? null : html`<span class="soft">scheduled ${easternClock(report.scheduled_at)}</span>`}
</p>`;

const footer = (report: Report): Markup => html`<footer>
<p>Source: ${report.source === null ? 'none' : SOURCES[report.source]}. Built ${easternClock(report.generated_at)}.
Dates are US Eastern business dates.</p>
${report.runs.length === 0 ? null : html`<ul>${report.runs.map(runLine)}</ul>`}
</footer>`;

const nothing = ({ report_type: type, requested_date: date }: Report): Markup =>
  section(
    'Nothing to show',
    html`<p>This report has no content for this date.
<a href="${REPORT_PATHS[type]}?date=${date}&amp;stale=true">Show the last results before it</a>.</p>`,
  );

/** The whole page around a report's sections. */
export function page(report: Report, content: Content): Markup {
  const title = TITLES[report.report_type];
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}, ${longDate(report.business_date)} · Jobledger</title>
${styleElement(PAGE_CSS)}
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<header><nav aria-label="Pages"><ul><li><a href="/">Dashboard</a></li>${reportLinks(report)}</ul></nav></header>
<main id="report">
<h1>${title}</h1>
${dateline(report)}
${otherDates(report)}
${report.notice === null ? null : html`<p class="notice">${quote(report.notice)}</p>`}
${content ?? nothing(report)}
</main>
${footer(report)}
</body>
</html>`;
}
