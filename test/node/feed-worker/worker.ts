import * as z from 'zod';
import { feedNews } from '../../../producers/analysis/feed.ts';
import { lexiconModel } from '../../../producers/analysis/lexicon-model.ts';
import { analyse } from '../../../producers/analysis/run.ts';

export const FeedRun = z.object({
  template: z.string(),
  symbols: z.array(z.string()),
  feed: z.object({ timeoutMs: z.int(), maxBytes: z.int() }),
});
export type FeedRun = z.infer<typeof FeedRun>;

export default {
  async fetch(request: Request): Promise<Response> {
    const { template, symbols, feed } = FeedRun.parse(await request.json());
    const ports = { news: feedNews(template, feed), model: lexiconModel, now: () => Date.now() };
    return Response.json(await analyse(ports, { symbols, trigger_source: 'manual' }));
  },
};
