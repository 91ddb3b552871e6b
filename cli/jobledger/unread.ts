import { table } from './output.ts';

/** A key of KV whose value, or a run in it, could not be read. */
export interface Unread {
  key: string;
  reason: string | null;
}

const SHOWN = 20;

/** Every reason given for a value is that it, or a run in it, is a test's. */
const TESTS_ONLY = /^(?:(?:[^;]*: )?test_value: carries test_mode: true(?:; |$))+$/;

export const isTest = ({ reason }: Unread): boolean => reason !== null && TESTS_ONLY.test(reason);

/** The first of them with their reasons, under how many there are. */
export function unreadTable(unread: readonly Unread[], total: number): string {
  const shown = unread.slice(0, SHOWN);
  const rest = total - shown.length;
  const drawn = table(
    ['Could not be read', 'Why'],
    shown.map(({ key, reason }) => [key, reason]),
  );
  return rest > 0 ? `${drawn}\n… and ${rest} more.` : drawn;
}
