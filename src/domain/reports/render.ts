import type { Report } from '../../../schema/report.ts';
import { type Content, toDocument } from '../html/markup.ts';
import { endOfDaySections } from './html/end-of-day.ts';
import { intradaySections } from './html/intraday.ts';
import { page } from './html/page.ts';
import { preMarketSections } from './html/pre-market.ts';
import { weeklySections } from './html/weekly.ts';

function sectionsOf(report: Report): Content {
  if (report.content === null) return null;
  switch (report.report_type) {
    case 'pre-market':
      return preMarketSections(report.content);
    case 'intraday':
      return intradaySections(report.content);
    case 'end-of-day':
      return endOfDaySections(report.content);
    case 'weekly':
      return weeklySections(report.content);
  }
}

/** A report as a complete HTML page: no script, no request, its style in a <style> element. */
export const renderReport = (report: Report): string => toDocument(page(report, sectionsOf(report)));
