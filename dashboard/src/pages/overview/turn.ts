import { FLAGS_ADDRESS, type Flags, HEALTH_ADDRESS, historyAddress, JOBS_ADDRESS } from '../../api.ts';
import { send } from '../../state/http.ts';
import { invalidate } from '../../state/reads.ts';

/** Switches a flag. What D1 refused while its reads were off is forgotten once they are on. */
export async function turn(flag: keyof Flags, on: boolean): Promise<void> {
  await send('PUT', FLAGS_ADDRESS, { [flag]: on });
  invalidate(HEALTH_ADDRESS, FLAGS_ADDRESS);
  if (flag === 'd1_reads') invalidate(on ? JOBS_ADDRESS : historyAddress({}));
}
