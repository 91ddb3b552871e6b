import { runAnalysisJob } from '../../producers/analysis/job.ts';
import { type AnalysisAccepted, AnalysisBody, AnalysisQuery, symbolsOf } from '../../schema/api/analysis.ts';
import type { ApiContext, Handler } from './context.ts';
import { NoQuery, parseBody, parseQuery, traceparentOf } from './input.ts';
import { Problem } from './problem.ts';
import { analysisPorts } from './producer-ports.ts';

/** 500 articles of 500 characters, and room for their addresses. */
const MAX_BODY_BYTES = 1_500_000;

async function analyse(body: AnalysisBody, traceparent: string | undefined, context: ApiContext): Promise<Response> {
  const { env, config, now } = context;
  const ports = analysisPorts(env, config, await context.flags(), now, body.articles);
  const { execution, results } = await runAnalysisJob(
    { ...ports, traceparent },
    {
      symbols: symbolsOf(body, config.ANALYSIS_SYMBOLS),
      trigger_source: body.trigger ?? 'api',
      report_type: body.report_type,
    },
  );
  const { execution_key, status, execution_date } = execution;
  const status_url = `/api/v1/jobs/${execution_key}`;
  const symbols = results.flatMap(({ symbol }) => symbol ?? []);
  const accepted: AnalysisAccepted = { success: true, execution_key, status_url, status, execution_date, symbols };
  return Response.json(accepted, { status: 202, headers: { location: status_url } });
}

/** POST /api/v1/sentiment/analysis */
export const postAnalysis: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  const body = await parseBody(AnalysisBody, request, MAX_BODY_BYTES);
  return analyse(body, traceparentOf(request), context);
};

/** GET /api/v1/sentiment/analysis: the plan triggers it so. It changes something, and needs a key like the POST. */
export const getAnalysis: Handler = (request, context) => {
  if (context.head) {
    const detail = 'HEAD changes nothing, and this runs the analysis: use GET or POST.';
    throw new Problem(405, 'method-not-allowed', 'Not with this method', detail, [], { allow: 'GET, OPTIONS, POST' });
  }
  return analyse(parseQuery(AnalysisQuery, request), traceparentOf(request), context);
};
