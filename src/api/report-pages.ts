import type { ReportType } from '../../schema/report.ts';
import { renderReport } from '../domain/reports/render.ts';
import { answerSignIn } from './auth/form.ts';
import { mayRead } from './auth/guard.ts';
import type { Handler } from './context.ts';
import { pageHeaders } from './html-headers.ts';
import { readReport, substance, wantedReport } from './reports.ts';
import { answerText } from './respond.ts';
import { startTiming } from './timing.ts';

/** GET of a report's page: the report, or the sign-in in its place. */
export const reportPage =
  (type: ReportType): Handler =>
  async (request, context) => {
    if (!(await mayRead(request, context))) return answerSignIn(null);
    const timing = startTiming();
    const report = await readReport(context, timing, wantedReport(request, type, context.now()));
    return answerText(request, timing, renderReport(report), await pageHeaders(), substance(report));
  };
