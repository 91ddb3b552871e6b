// npm run bench:sentiment [-- <headlines.csv>]: what the lexicon model makes of labelled headlines.
import console from 'node:console';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import Sentiment from 'sentiment';
import * as z from 'zod';
import { headlineScore, MIN_SCORE } from '../producers/analysis/lexicon-model.ts';
import { Sentiment as SentimentName } from '../schema/result.ts';
import { type Score, scoreOf } from './sentiment/classification.ts';
import { csvRows } from './sentiment/csv.ts';

const DEFAULT_FILE = new URL('./.cache/headlines.csv', import.meta.url).pathname;
const RESULTS = new URL('./results/', import.meta.url);

/** The word lists were improved on the errors of these symbols; the headlines of the others stayed unread. */
const DEVELOPMENT: ReadonlySet<string> = new Set(['AAPL', 'AMZN', 'BA', 'DIS', 'FB', 'GM']);

const Headline = z.object({ symbol: z.string().min(1), headline: z.string().min(1), sentiment: SentimentName });
type Headline = z.infer<typeof Headline>;
type Classifier = (title: string) => SentimentName;

const plainPackage = new Sentiment();
const sideOf = (score: number, from: number): SentimentName =>
  score >= from ? 'bullish' : score <= -from ? 'bearish' : 'neutral';

const classifiers = (majority: SentimentName): Record<string, Classifier> => ({
  'lexicon model': (title) => sideOf(headlineScore(title), MIN_SCORE),
  'majority class': () => majority,
  [`plain package, sides from ±${MIN_SCORE}`]: (title) => sideOf(plainPackage.analyze(title).score, MIN_SCORE),
  'plain package, by sign': (title) => sideOf(plainPackage.analyze(title).score, 1),
});

function readHeadlines(file: string): Headline[] {
  try {
    return z.array(Headline).parse(csvRows(readFileSync(file, 'utf8')));
  } catch (cause) {
    const wanted = 'a CSV with the columns symbol, headline and sentiment (bullish, bearish or neutral)';
    throw new Error(
      `No labelled headlines in ${file}.\nPut ${wanted} there, or name one:\n  npm run bench:sentiment -- my-headlines.csv`,
      { cause },
    );
  }
}

/** No headline of the held-out part stands in the development part under another symbol. */
function partsOf(headlines: readonly Headline[]): Record<string, Headline[]> {
  const development = headlines.filter(({ symbol }) => DEVELOPMENT.has(symbol));
  const seen = new Set(development.map(({ headline }) => headline));
  const heldOut = headlines.filter(({ symbol, headline }) => !DEVELOPMENT.has(symbol) && !seen.has(headline));
  return { all: [...headlines], development, 'held out': heldOut };
}

function majorityOf(headlines: readonly Headline[]): SentimentName {
  const groups = [...Map.groupBy(headlines, ({ sentiment }) => sentiment)];
  return groups.reduce(
    (most, group) => (group[1].length > most[1].length ? group : most),
    groups[0] ?? ['neutral', []],
  )[0];
}

function measure(headlines: readonly Headline[]): Record<string, Score> {
  const labels = headlines.map(({ sentiment }) => sentiment);
  return Object.fromEntries(
    Object.entries(classifiers(majorityOf(headlines))).map(([name, classify]) => [
      name,
      scoreOf(
        labels,
        headlines.map(({ headline }) => classify(headline)),
      ),
    ]),
  );
}

interface Part {
  headlines: number;
  scores: Record<string, Score>;
}

/** Where another classifier is as good as ours or better, on either measure. */
function defeats(parts: Record<string, Part>): string[] {
  return Object.entries(parts).flatMap(([part, { scores }]) => {
    const { 'lexicon model': ours, ...others } = scores;
    return Object.entries(others)
      .filter(([, other]) => !ours || other.accuracy >= ours.accuracy || other.macro_f1 >= ours.macro_f1)
      .map(([name]) => `${name} on ${part}`);
  });
}

function markdown(parts: Record<string, Part>): string {
  const rows = Object.entries(parts).flatMap(([part, { headlines, scores }]) =>
    Object.entries(scores).map(
      ([name, { accuracy, macro_f1 }]) =>
        `| ${part} (${headlines}) | ${name} | ${percent(accuracy)} | ${macro_f1.toFixed(3)} |`,
    ),
  );
  const classes = Object.entries(parts.all?.scores['lexicon model']?.classes ?? {}).map(
    ([name, { precision, recall, f1 }]) =>
      `| ${name} | ${percent(precision)} | ${percent(recall)} | ${f1.toFixed(3)} |`,
  );
  return `# Sentiment of labelled headlines

\`npm run bench:sentiment\`; three classes. The word lists were written from general knowledge, then improved on the
errors of the development symbols (${[...DEVELOPMENT].join(', ')}), on which the threshold was chosen too. Of the other
symbols no headline was read while the lists were written; the held-out part shares none with the development part.

| headlines | classifier | accuracy | macro-F1 |
|---|---|---|---|
${rows.join('\n')}

The lexicon model on all of them, by class:

| class | precision | recall | F1 |
|---|---|---|---|
${classes.join('\n')}
`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function run(file: string): void {
  const parts = Object.fromEntries(
    Object.entries(partsOf(readHeadlines(file)))
      .filter(([, headlines]) => headlines.length > 0)
      .map(([name, headlines]) => [name, { headlines: headlines.length, scores: measure(headlines) }]),
  );
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(new URL('sentiment.json', RESULTS), `${JSON.stringify(parts, null, 2)}\n`);
  writeFileSync(new URL('sentiment.md', RESULTS), markdown(parts));
  console.log(markdown(parts));
  const better = defeats(parts);
  if (better.length > 0) throw new Error(`The lexicon model does not beat: ${better.join('; ')}`);
}

try {
  run(process.argv[2] ?? DEFAULT_FILE);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
