import type { BackfillPageEvent } from '../schema/event.ts';
import { isClaimCheck, parseMessage } from '../src/domain/parse-event.ts';
import type { Carried, Check, Job, Passage } from './passage.ts';

/** Sorts a batch by what its messages carry; what cannot be read is given up, with its reason. */
export function sort(passage: Passage, messages: readonly Message[]) {
  const jobs: Job[] = [];
  const checks: Check[] = [];
  const pages: Carried<BackfillPageEvent>[] = [];
  for (const message of messages) {
    const parsed = parseMessage(message.body);
    if (!parsed.ok) {
      const [first] = parsed.issues;
      const detail = `${first?.pointer ?? ''} ${first?.detail ?? ''}`.trim();
      passage.given.push({ message, event: null, reason: parsed.reason, detail, errors: parsed.issues });
    } else if (parsed.event.type === 'backfill.page') pages.push({ message, event: parsed.event });
    else if (isClaimCheck(parsed.event)) checks.push({ message, event: parsed.event });
    else jobs.push({ message, event: parsed.event });
  }
  return { jobs, checks, pages };
}
