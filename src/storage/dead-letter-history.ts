/** A letter that travels in circles keeps its first entries; the counters tell the rest. */
const MAX_ENTRIES = 100;

/** SQL that appends `entry`, an expression yielding a JSON object, to the column `history`. Nulls are left out. */
export const appendToHistory = (entry: string): string => `
  history = CASE WHEN json_array_length(history) < ${MAX_ENTRIES}
    THEN json_insert(history, '$[#]', json_patch('{}', ${entry})) ELSE history END`;
