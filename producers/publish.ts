import { ulid } from 'ulid';
import { JOB_COMPLETED_SCHEMA, type JobCompletedData, type JobCompletedEvent } from '../schema/event.ts';

/** Builds the event that reports a finished run. `now` is epoch ms. */
export function jobCompletedEvent(
  data: JobCompletedData,
  source: string,
  now: number,
  extensions: Pick<JobCompletedEvent, 'traceparent' | 'backfillid' | 'replaycount' | 'deadletterid'> = {},
): JobCompletedEvent {
  return {
    specversion: '1.0',
    id: ulid(now),
    source,
    type: 'job.completed',
    subject: data.execution.execution_key,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    dataschema: JOB_COMPLETED_SCHEMA,
    ...extensions,
    data,
  };
}
