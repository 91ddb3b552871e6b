import { Job } from '../../../schema/api/jobs.ts';
import { csvLine } from './csv.ts';

/** Jobs are read so many at a time: D1 counts queries, and memory bounds the rest. */
export const EXPORT_PAGE = 1000;

export const EXPORT_TYPES = ['text/csv', 'application/x-ndjson'] as const;
export type ExportType = (typeof EXPORT_TYPES)[number];

const COLUMNS = Job.keyof().options;

const LINES: Record<ExportType, { head: string; line: (job: Job) => string }> = {
  'text/csv': { head: csvLine(COLUMNS), line: (job) => csvLine(COLUMNS.map((column) => job[column])) },
  'application/x-ndjson': { head: '', line: (job) => `${JSON.stringify(job)}\n` },
};

export const EXPORT_HEADERS: Record<ExportType, Record<string, string>> = {
  'text/csv': {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="jobs.csv"',
  },
  'application/x-ndjson': {
    'content-type': 'application/x-ndjson',
    'content-disposition': 'attachment; filename="jobs.ndjson"',
  },
};

/** Writes pages of jobs as they are asked for: what the client does not take is not read. */
export function exportStream(type: ExportType, pages: AsyncGenerator<Job[], void>): ReadableStream<Uint8Array> {
  const { head, line } = LINES[type];
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => {
      if (head !== '') controller.enqueue(encoder.encode(head));
    },
    pull: async (controller) => {
      const page = await pages.next();
      if (page.done) controller.close();
      else controller.enqueue(encoder.encode(page.value.map(line).join('')));
    },
    cancel: async () => {
      await pages.return();
    },
  });
}
