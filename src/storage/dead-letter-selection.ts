/** Which dead letters. `from` and `to` are instants, both included, and are about the last death. */
export interface DeadLetterSelection {
  ids?: readonly string[] | undefined;
  status?: string | undefined;
  reason?: string | undefined;
  type?: string | undefined;
  cause?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** A letter's place in a list, the latest death first. */
export interface DeadLetterPlace {
  at: string;
  id: string;
}

interface Condition {
  sql: string;
  value: string | undefined;
}

/** `?` stands for the condition's values; a JSON array holds them, so that none has to be numbered. */
function conditions(selection: DeadLetterSelection, after: DeadLetterPlace | null): Condition[] {
  return [
    { sql: 'id IN (SELECT value FROM json_each(?))', value: selection.ids && JSON.stringify(selection.ids) },
    { sql: 'status = ?', value: selection.status },
    { sql: 'reason = ?', value: selection.reason },
    { sql: 'job_type = ?', value: selection.type },
    { sql: 'cause = ?', value: selection.cause },
    { sql: 'last_seen_at >= ?', value: selection.from },
    { sql: 'last_seen_at <= ?', value: selection.to },
    {
      sql: "(last_seen_at, id) < (?->>'$.at', ?->>'$.id')",
      value: after === null ? undefined : JSON.stringify(after),
    },
  ];
}

/** The part of a statement from WHERE on, what it is bound to, and the number of the next parameter. */
export function where(selection: DeadLetterSelection, after: DeadLetterPlace | null) {
  const given = conditions(selection, after).filter(({ value }) => value !== undefined);
  const sql = given.map((each, i) => each.sql.replaceAll('?', `?${i + 1}`)).join(' AND ');
  return {
    sql: sql === '' ? '' : `WHERE ${sql}`,
    values: given.map(({ value }) => value ?? ''),
    next: given.length + 1,
  };
}
