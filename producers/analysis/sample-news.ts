import { NewsError } from './errors.ts';
import type { NewsSource } from './news.ts';

/** Made up for a first try without a feed; none of them reports a real event. */
const HEADLINES: Readonly<Record<string, readonly string[]>> = {
  AAPL: [
    'Apple beats quarterly estimates as services revenue hits a record',
    'Analyst raises Apple price target, citing strong handset demand',
    'Apple schedules its autumn product event',
  ],
  MSFT: [
    'Microsoft cloud growth tops expectations for a third quarter',
    'Microsoft raises its dividend and expands share buyback',
    'Microsoft opens a second campus for its research group',
  ],
  GOOGL: [
    'Regulators open antitrust probe into Alphabet advertising business',
    'Alphabet shares gain as search revenue recovers',
    'Alphabet to present at a technology conference next week',
  ],
  TSLA: [
    'Tesla cuts prices again as deliveries fall short of forecasts',
    'Tesla recalls vehicles over a software fault',
    'Tesla rallies after plant reaches production milestone',
  ],
  NVDA: [
    'Nvidia guidance above expectations on data centre demand',
    'Nvidia upgraded to buy, analyst sees further upside',
    'Nvidia names a new head of developer relations',
  ],
};

/** The local default, only for the symbols of HEADLINES; every article says that it is a sample. */
export const sampleNews: NewsSource = {
  name: 'sample',
  articles: (symbol) => {
    const titles = Object.hasOwn(HEADLINES, symbol) ? HEADLINES[symbol] : undefined;
    if (titles) return Promise.resolve(titles.map((title) => ({ title, source: 'sample', sample: true })));
    const message = 'no news: there are no sample headlines for it; set NEWS_FEED_URL or send articles';
    return Promise.reject(new NewsError('no_news', message));
  },
};
